import type { Schemas } from '@countinghouse/client';
import type { ComponentChildren } from 'preact';
import { hrefOf } from '../app/router';
import { textOfActor } from './actor';

const GOOD = [
  'active',
  'fulfilled',
  'posted',
  'committed',
  'completed',
  'open',
  'delivered',
  'ok',
  'promoted',
];
const WARM = [
  'pending',
  'authorised',
  'placed',
  'partially_fulfilled',
  'scheduled',
  'waiting',
  'frozen',
  'degraded',
];
const BAD = ['failed', 'disabled', 'damaged', 'lost', 'closed'];

/** A state, by its word first and a colour second. */
export function State({ of }: { of: string }) {
  const tone = GOOD.includes(of) ? 'good' : WARM.includes(of) ? 'warm' : BAD.includes(of) ? 'bad' : 'plain';
  return <span class={`state ${tone}`}>{of.replaceAll('_', ' ')}</span>;
}

/** A link to something in the store that is shown. */
export function To({
  page,
  id,
  children,
}: {
  page: string;
  id: string | string[];
  children?: ComponentChildren;
}) {
  const parts = typeof id === 'string' ? [id] : id;
  return <a href={hrefOf(page, parts)}>{children ?? parts.at(-1)}</a>;
}

interface HeadProps {
  title: string;
  /** The list that this is a part of. */
  up?: { page: string; title: string; parts?: string[] };
  state?: string;
  children?: ComponentChildren;
}

/** The head of a page: its title, its state, and what can be done. */
export function Head({ title, up, state, children }: HeadProps) {
  return (
    <header class="head">
      <div>
        {up && (
          <p class="up">
            <a href={hrefOf(up.page, up.parts)}>{up.title}</a>
          </p>
        )}
        <h1>
          {title} {state && <State of={state} />}
        </h1>
      </div>
      {children && <div class="buttons">{children}</div>}
    </header>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Who({ actor }: { actor: Schemas['Actor'] }) {
  return <span class="who">{textOfActor(actor)}</span>;
}
