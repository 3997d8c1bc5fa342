// Whether a form came from the shop's own pages. Together with SameSite cookies this keeps other sites from acting for a visitor.

/**
 * Every browser of today says where a POST comes from: `Sec-Fetch-Site`, or at least `Origin`. A request with neither comes from no browser, and so carries
 * nobody's cookies by accident. `Origin: null` (a sandboxed frame) is refused unless the browser itself vouches for the same origin.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site === "same-origin") return true;
  if (site !== null && site !== "none") return false;
  return origin === null || origin === publicUrl || origin === new URL(request.url).origin;
}
