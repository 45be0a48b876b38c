import { filterOf, setFilter } from '../app/router';

/** A filter as one types, which the address of the page keeps. */
export function Search({ name, label, placeholder }: { name: string; label: string; placeholder?: string }) {
  return (
    <label class="filter">
      <span>{label}</span>
      <input
        type="search"
        placeholder={placeholder}
        value={filterOf(name)}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setFilter({ [name]: event.currentTarget.value.trim() })}
      />
    </label>
  );
}

export function Choose({
  name,
  label,
  choices,
}: {
  name: string;
  label: string;
  choices: readonly string[];
}) {
  return (
    <label class="filter">
      <span>{label}</span>
      <select value={filterOf(name)} onChange={(event) => setFilter({ [name]: event.currentTarget.value })}>
        <option value="">any</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Where there is none, a year may have six digits. */
const LAST = '9999-12-31';

/** The first and the last day of what is listed, as days of the store; `useTimes` has their times. */
export function Days() {
  const [from, to] = [filterOf('from'), filterOf('to')];
  return (
    <span class="days">
      <Day name="from" label="From" max={to || LAST} />
      <Day name="to" label="To" min={from} max={LAST} />
    </span>
  );
}

function Day({ name, label, min, max }: { name: string; label: string; min?: string; max: string }) {
  return (
    <label class="filter">
      <span>{label}</span>
      <input
        type="date"
        min={min}
        max={max}
        value={filterOf(name)}
        onInput={(event) => setFilter({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}
