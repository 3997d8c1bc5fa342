// Leads on to an account elsewhere by itself. Not a redirect of the form: the page's policy allows forms to end on this origin only.
import { buttonClasses } from "@souk/ui";
import { useEffect } from "react";
import { useAccountMessages } from "../../messages/use-account-messages.ts";

export function ForwardTo({ url, name }: { url: string; name: string }) {
  const { forward } = useAccountMessages();
  useEffect(() => window.location.assign(url), [url]);
  return (
    <div className="shell py-12 lg:py-20">
      <div className="mx-auto max-w-md">
        <noscript>
          <meta httpEquiv="refresh" content={`0;url=${url}`} />
        </noscript>
        <span aria-hidden="true" className="spinner mb-6 block size-14! text-saffron" />
        <h1 className="display-type text-3xl">{forward.title(name)}</h1>
        <p className="mt-3 mb-8 text-ink-soft">{forward.text}</p>
        <a href={url} className={buttonClasses({ size: "large", className: "w-full" })}>
          {forward.button(name)}
        </a>
      </div>
    </div>
  );
}
