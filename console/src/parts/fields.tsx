import type { Field } from './ask';
import { digitsOf } from './money';

export function Fields({ fields, disabled }: { fields: Field[]; disabled?: boolean }) {
  return (
    <fieldset class="fields" disabled={disabled}>
      <legend class="unseen">What to do</legend>
      {fields.map((field) => (
        <label key={field.name} class={field.kind === 'check' ? 'check' : undefined}>
          <span>
            {field.label}
            {field.optional && <small> optional</small>}
          </span>
          <Input field={field} />
          {field.hint && <small class="hint">{field.hint}</small>}
        </label>
      ))}
    </fieldset>
  );
}

function Input({ field: { name, kind, value, optional, min, max, choices, asset } }: { field: Field }) {
  const common = { name, required: !optional, autocomplete: 'off' };
  if (kind === 'choice')
    return (
      <select {...common} defaultValue={value}>
        {choices!.map(([choice, label]) => (
          <option key={choice} value={choice} selected={choice === value}>
            {label}
          </option>
        ))}
      </select>
    );
  if (kind === 'check') return <input type="checkbox" name={name} defaultChecked={value === 'on'} />;
  if (kind === 'count')
    return (
      <input
        type="number"
        step="1"
        inputMode="numeric"
        min={min}
        max={max}
        defaultValue={value}
        {...common}
      />
    );
  if (kind === 'money')
    return (
      <span class="money-input">
        <input type="text" inputMode="decimal" pattern={patternOf(asset!)} defaultValue={value} {...common} />
        <span aria-hidden="true">{asset}</span>
      </span>
    );
  return <input type="text" maxLength={max} defaultValue={value} {...common} />;
}

function patternOf(asset: string): string {
  const digits = digitsOf(asset);
  return digits > 0 ? `-?[0-9,]+(\\.[0-9]{1,${digits}})?` : '-?[0-9,]+';
}
