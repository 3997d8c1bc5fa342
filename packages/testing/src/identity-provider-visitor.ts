// Goes through the pages of the tests' identity provider as a browser does: redirects, cookies, one form.

const STEPS_MAX = 10;

export type Decision = { readonly subject: string; readonly decision: "continue" | "cancel" };

/** Gives the first address that is not the provider's own: where the browser would arrive back at the shop. */
export async function walkThrough(startUrl: string, { subject, decision }: Decision): Promise<URL> {
  const { origin } = new URL(startUrl);
  const cookies = new Map<string, string>();
  let url = new URL(startUrl);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const isForm = url.pathname.startsWith("/interaction/");
    const answer = await fetch(url, {
      method: isForm ? "POST" : "GET",
      ...(isForm && { body: new URLSearchParams({ subject, decision }) }),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    keepCookies(cookies, answer);
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${url.href} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url);
    if (url.origin !== origin) return url;
  }
  throw new Error("The identity provider sends the browser in circles.");
}

function keepCookies(cookies: Map<string, string>, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ""] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    cookies.set(name, value.join("="));
  }
}
