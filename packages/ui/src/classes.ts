// Joins class names, leaving out what is not set.

/** `classes("a", isOn && "b")` → `"a b"` or `"a"`. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
