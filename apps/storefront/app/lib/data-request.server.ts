// Whether the browser's router asks for data, or a browser without JavaScript posts a form and expects a page.
export const isDataRequest = (request: Request): boolean => new URL(request.url).pathname.endsWith(".data");

/** A path of our own to go back to; anything else, and anything that a browser would read as another host, becomes `/`. */
export function localPath(value: FormDataEntryValue | string | null): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : "/";
}
