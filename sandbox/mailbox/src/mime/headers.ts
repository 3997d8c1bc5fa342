// The head of a mail or of one of its parts: unfolded fields and their parameters.
import { decodeCharset, decodeHeader, unescapeBytes } from "./decode.ts";

export type Fields = ReadonlyMap<string, string>;
export type Structured = { readonly value: string; readonly parameters: ReadonlyMap<string, string> };

const parameterPattern = /;\s*(?<name>[^\s=;]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^;\s]*))/gu;

/** Parts a source at its first empty line; without one there is no body. */
export function splitHead(source: string): { readonly fields: Fields; readonly body: string } {
  const atOnce = /^\r?\n/u.exec(source);
  if (atOnce) return { fields: new Map(), body: source.slice(atOnce[0].length) };
  const gap = /\r?\n\r?\n/u.exec(source);
  const head = gap ? source.slice(0, gap.index) : source;
  return { fields: parseFields(head), body: gap ? source.slice(gap.index + gap[0].length) : "" };
}

/** Still encoded; the first one where a name comes twice. */
function parseFields(head: string): Fields {
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n(?=[ \t])/gu, "").split(/\r?\n/u)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `text/plain; charset=utf-8` and the like, with parameters that are split, marked with a charset (RFC 2231) or hold encoded words. */
export function parseStructured(source: string): Structured {
  const value = source.replace(/;.*$/su, "").trim().toLowerCase();
  const written = new Map<string, string>();
  for (const { groups } of source.matchAll(parameterPattern)) {
    const { name = "", quoted, plain = "" } = groups ?? {};
    written.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replaceAll(/\\(.)/gu, "$1"));
  }
  const names = new Set([...written.keys()].map((name) => name.replace(/\*.*$/u, "")));
  return { value, parameters: new Map([...names].map((name) => [name, joinParameter(name, written)])) };
}

function joinParameter(name: string, written: ReadonlyMap<string, string>): string {
  const simple = written.get(name);
  const marked = written.get(`${name}*`);
  if (marked !== undefined) return decodeMarked([{ text: marked, isEscaped: true }]);
  const pieces: { text: string; isEscaped: boolean }[] = [];
  for (let index = 0; ; index += 1) {
    const escaped = written.get(`${name}*${index}*`);
    const text = escaped ?? written.get(`${name}*${index}`);
    if (text === undefined) break;
    pieces.push({ text, isEscaped: escaped !== undefined });
  }
  return pieces.length === 0 ? decodeHeader(simple ?? "") : decodeMarked(pieces);
}

function decodeMarked(pieces: readonly { readonly text: string; readonly isEscaped: boolean }[]): string {
  const [, charset = "utf-8"] = /^(?<charset>[^']*)'[^']*'/u.exec(pieces[0]?.text ?? "") ?? [];
  const bytes = pieces.map(({ text, isEscaped }, index) => {
    const plain = index === 0 && isEscaped ? text.replace(/^[^']*'[^']*'/u, "") : text;
    return isEscaped ? unescapeBytes(plain, "%") : Buffer.from(plain, "latin1");
  });
  return decodeCharset(Buffer.concat(bytes), charset);
}
