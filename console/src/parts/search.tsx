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

export function Choose({ name, label, choices }: { name: string; label: string; choices: string[] }) {
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
