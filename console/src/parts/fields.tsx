import type { Field } from './ask';
import { digitsOf } from './money';

export function Fields({ fields, disabled }: { fields: Field[]; disabled?: boolean }) {
  return (
    <fieldset class="fields" disabled={disabled}>
      <legend class="unseen">Values</legend>
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} />
      ))}
    </fieldset>
  );
}

function FieldRow({ field }: { field: Field }) {
  const id = `field-${field.name.replaceAll(' ', '-')}`;
  const hint = [field.optional && 'optional', field.hint].filter(Boolean).join('; ');
  return (
    <div class={field.kind === 'check' ? 'check' : undefined}>
      <label for={id}>{field.label}</label>
      <Input field={field} id={id} hintId={hint ? `${id}-hint` : undefined} />
      {hint && (
        <small class="hint" id={`${id}-hint`}>
          {hint}
        </small>
      )}
    </div>
  );
}

interface InputProps {
  field: Field;
  id: string;
  hintId?: string;
}

function Input({ field, id, hintId }: InputProps) {
  const { name, kind, value, optional, min, max, choices, asset } = field;
  const common = { id, name, required: !optional, autocomplete: 'off', 'aria-describedby': hintId } as const;
  if (kind === 'choice')
    return (
      <select {...common}>
        {choices!.map(([choice, label]) => (
          <option key={choice} value={choice} selected={choice === value}>
            {label}
          </option>
        ))}
      </select>
    );
  if (kind === 'check') return <input type="checkbox" id={id} name={name} defaultChecked={value === 'on'} />;
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
