// Whether the browser's router asks for data, or a browser without JavaScript posts a form and expects a page.
export const isDataRequest = (request: Request): boolean => new URL(request.url).pathname.endsWith(".data");

/** A path of our own to go back to; anything else, and anything that a browser would read as another host, becomes `/`. */
export function localPath(value: FormDataEntryValue | string | null): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : "/";
}

/** Pages that lead on at once for whoever is signed in: to come back to one would go round for ever. */
const LEADS_ON = /^\/(?:sign-in|register)(?:[/?]|$)/;

/** Where to go on after signing in or something like it, from `?from=`. */
export function fromOf(url: URL, otherwise = "/account"): string {
  const path = localPath(url.searchParams.get("from"));
  return url.searchParams.has("from") && !LEADS_ON.test(path) ? path : otherwise;
}
