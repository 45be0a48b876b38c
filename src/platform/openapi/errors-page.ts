import { allProblemKinds, ProblemKind } from '../http/problem';

const HEAD = `# Errors

Every refusal is \`application/problem+json\` (RFC 9457); its \`code\` is one of these and never changes its meaning.
\`type\` is \`urn:countinghouse:problem:\` and the code in lower case with dashes. A call refused with a 4xx changed
nothing. This page is generated: \`npm run docs\`.
`;

/** docs/errors.md: one heading per code. */
export function errorsPage(): string {
  return [HEAD, ...allProblemKinds().map(section)].join('\n');
}

function section({ code, status, title, remedy }: ProblemKind): string {
  return `## ${code}\n\n**${status}** ${title}.\n\n${remedy}\n`;
}
