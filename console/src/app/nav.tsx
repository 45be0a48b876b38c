import { PAGES } from './pages';
import { here, hrefOf } from './router';

export function Nav() {
  const { page } = here.value;
  return (
    <nav class="pages" aria-label="Pages">
      <ul>
        {PAGES.map(({ name, title, icon }) => (
          <li key={name}>
            <a href={hrefOf(name)} aria-current={name === page ? 'page' : undefined}>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d={icon} />
              </svg>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
