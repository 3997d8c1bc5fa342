// Setting up an authenticator app: scan, then prove by a code that it worked.
import { TextField } from "@souk/ui";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";
import { AccountForm, errorAt, type FormState } from "./quiet-page.tsx";
import { useFocusOnArrival } from "./use-focus-on-arrival.ts";

type EnrolmentProps = {
  readonly enrolment: {
    readonly uri: string;
    readonly secret: string;
    readonly picture: { readonly sizeModules: number; readonly path: string };
  };
  readonly state: FormState | undefined;
};

function Picture({ enrolment: { picture } }: Pick<EnrolmentProps, "enrolment">) {
  const { totp: words } = useAccountAreaMessages();
  const { sizeModules, path } = picture;
  return (
    <svg
      viewBox={`0 0 ${sizeModules} ${sizeModules}`}
      shapeRendering="crispEdges"
      className="qr-picture my-4 size-52 border border-line"
    >
      <title>{words.picture}</title>
      <path d={path} fill="currentColor" />
    </svg>
  );
}

export function TotpSetup({ enrolment, state }: EnrolmentProps) {
  const { totp: words } = useAccountAreaMessages();
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  return (
    <div className="grid gap-8">
      <section aria-labelledby="scan">
        <h2 id="scan" ref={heading} tabIndex={-1} className="display-type text-xl outline-none">
          {words.scanTitle}
        </h2>
        <p className="mt-2 text-ink-soft">{words.scan}</p>
        <Picture enrolment={enrolment} />
        <p className="text-sm text-ink-soft">
          {words.secret}
          <code className="figures mt-1 block break-words text-base text-ink">{enrolment.secret}</code>
        </p>
      </section>
      <section aria-labelledby="prove" className="max-w-md">
        <h2 id="prove" className="display-type mb-4 text-xl">
          {words.codeTitle}
        </h2>
        <AccountForm state={state} button={words.confirm} intent="confirm" wide={false}>
          <input type="hidden" name="uri" value={enrolment.uri} />
          <TextField
            name="code"
            label={words.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            error={errorAt(state, "code")}
            className="figures"
          />
        </AccountForm>
      </section>
    </div>
  );
}
