/** Runs in the browser: says what is on the page of a diagram, from where boxes are and arrows end. */
/* global document, DOMParser, atob, mermaid */

/** @returns {Promise<{ states: { label: string, classes: string }[], arrows: string[] }>} */
globalThis.lookAtMermaid = async (text) => {
  document.body.innerHTML = (await mermaid.render('diagram', text)).svg;
  const boxes = [...document.querySelectorAll('g.node')].map((node) => {
    const { x, y, width, height } = node.getBBox();
    const { e, f } = node.transform.baseVal.consolidate().matrix;
    const label = node.querySelector('.label')?.textContent;
    const [left, top] = [x + e - 1, y + f - 1];
    return { node, label, left, top, right: left + width + 2, bottom: top + height + 2 };
  });
  const labelAt = ({ x, y }) => {
    const at = boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    return at ? (at.label ?? '[*]') : 'nothing';
  };
  const arrows = [...document.querySelectorAll('path.transition[marker-end]')].map((path) => {
    const points = JSON.parse(atob(path.dataset.points));
    const label = document.querySelector(`.edgeLabels [data-id="${path.dataset.id}"]`)?.textContent.trim();
    return `${labelAt(points[0])} --> ${labelAt(points.at(-1))}${label ? ` : ${label}` : ''}`;
  });
  const states = boxes.filter(({ label }) => label !== undefined);
  return {
    states: states.map(({ node, label }) => ({ label, classes: node.getAttribute('class') })),
    arrows,
  };
};

const PLAIN = ['svg', 'title', 'style', 'g', 'rect', 'circle', 'path', 'text'];

/** @returns {{ names: string[], odd: string[], within: boolean }} the labels, and what is not shape or text */
globalThis.lookAtSvg = (text) => {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const isPlain = (one) =>
    PLAIN.includes(one.localName) && [...one.attributes].every(({ name }) => !/^on|href/.test(name));
  const odd = [svg, ...svg.querySelectorAll('*')].filter((one) => !isPlain(one)).map((one) => one.localName);
  document.body.innerHTML = text;
  const states = [...document.querySelectorAll('g.state')];
  const linesOf = (state) => [...state.querySelectorAll('text')];
  const within = states.every((state) => {
    const { left, right } = state.querySelector('rect').getBoundingClientRect();
    const lines = linesOf(state).map((line) => line.getBoundingClientRect());
    return lines.every((line) => line.left >= left && line.right <= right);
  });
  const nameOf = (state) =>
    linesOf(state)
      .map((line) => line.textContent)
      .join('');
  return { names: states.map(nameOf), odd, within };
};
