// Which methods a path has, to tell 405 from 404 and to answer OPTIONS. Asked only when no route was found.

export class KnownPaths {
  readonly #methodsByPattern = new Map<string, Set<string>>();

  add(method: string, path: string): void {
    const methods = this.#methodsByPattern.get(path) ?? new Set(["OPTIONS"]);
    methods.add(method);
    if (method === "GET") methods.add("HEAD");
    this.#methodsByPattern.set(path, methods);
  }

  /** The methods that an address takes; empty where it is not known. */
  methodsOf(path: string): readonly string[] {
    const parts = path.split("/");
    const found = new Set<string>();
    for (const [pattern, methods] of this.#methodsByPattern) {
      if (matches(pattern.split("/"), parts)) methods.forEach((method) => found.add(method));
    }
    return [...found].toSorted();
  }
}

function matches(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.at(-1) === "*")
    return (
      parts.length >= pattern.length && matches(pattern.slice(0, -1), parts.slice(0, pattern.length - 1))
    );
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => (part.startsWith(":") ? parts[index] !== "" : part === parts[index]))
  );
}
