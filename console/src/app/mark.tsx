/** Tally marks: what is counted, one by one. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M8 9v14M13 9v14M18 9v14M23 9v14" />
      <path class="across" d="M5.5 20.5 26.5 11.5" />
    </svg>
  );
}
