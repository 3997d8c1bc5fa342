// Recovery codes, shown this once: to copy, print or download. The download needs no script.
import { Button, buttonClasses, ButtonLink, useHydrated } from "@souk/ui";
import { useState } from "react";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";
import { useFocusOnArrival } from "./use-focus-on-arrival.ts";

function CodeActions({ text }: { text: string }) {
  const { codes: words } = useAccountAreaMessages();
  const [isCopied, setCopied] = useState(false);
  const isHydrated = useHydrated();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="mt-5 flex flex-wrap items-center gap-3 print:hidden">
      <a
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        download={words.fileName}
        className={buttonClasses({ tone: "secondary" })}
      >
        {words.download}
      </a>
      {isHydrated ? (
        <>
          <Button type="button" tone="secondary" onClick={() => window.print()}>
            {words.print}
          </Button>
          <Button type="button" tone="secondary" onClick={() => void copy()}>
            {words.copy}
          </Button>
        </>
      ) : null}
      <output className="text-sm text-success">{isCopied ? words.copied : ""}</output>
    </div>
  );
}

export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const { codes: words } = useAccountAreaMessages();
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  const text = [words.fileHead, "", ...codes, ""].join("\n");
  return (
    <section aria-labelledby="codes">
      <h2 id="codes" ref={heading} tabIndex={-1} className="display-type text-xl outline-none">
        {words.shownOnce}
      </h2>
      <p className="mt-2 max-w-prose text-ink-soft">{words.shownOnceText}</p>
      <ul
        aria-label={words.list}
        className="figures mt-5 grid max-w-md gap-x-6 gap-y-1 bg-sunken px-6 py-5 font-mono whitespace-nowrap sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CodeActions text={text} />
      <p className="mt-8 print:hidden">
        <ButtonLink href="/account/security">{words.kept}</ButtonLink>
      </p>
    </section>
  );
}
