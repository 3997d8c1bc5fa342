// A small check that a text is well-formed XML: tags close in order, attributes are quoted, references exist.

/** The first fault, or nothing. */
export function faultIn(svg: string): string | undefined {
  const open: string[] = [];
  for (const [tag, closing, name = "", rest = "", selfClosing] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (closing) {
      if (open.pop() !== name) return `closes ${tag}`;
    } else if (!selfClosing) open.push(name);
    const names = [...rest.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) return `repeats an attribute in ${tag.slice(0, 120)}`;
  }
  if (open.length > 0) return `leaves open ${open.join(" ")}`;
  const text = svg.replaceAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, "");
  if (text.includes("<") || text.includes(">")) return `has a stray bracket near ${text.slice(0, 60)}`;
  const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id);
  if (new Set(ids).size !== ids.length) return "uses an id twice";
  const missing = [...svg.matchAll(/(?:url\(#|href="#)([^")]+)/g)].find(([, id = ""]) => !ids.includes(id));
  return missing ? `refers to ${missing[1]}` : undefined;
}
