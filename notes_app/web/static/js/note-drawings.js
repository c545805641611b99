// The two drawings that scripts need.  The families' shapes are symbols of the page.

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A family's shape; a dashed circle for a theme that has no family yet. */
export function glyphOf(family) {
  const use = svg("use", { href: `#g-${family ?? "none"}` });
  return svg("svg", { class: "glyph", viewBox: "0 0 12 12", "aria-hidden": "true" }, use);
}

export function tick() {
  const line = svg("path", { d: "m2.5 8.5 3.5 3.5 7.5-8" });
  return svg("svg", {
    class: "tick", width: 16, height: 16, viewBox: "0 0 16 16", fill: "none", stroke: "currentColor",
    "stroke-width": 2, "aria-hidden": "true",
  }, line);
}
