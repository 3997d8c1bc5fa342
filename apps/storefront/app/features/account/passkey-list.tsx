// The passkeys of an account: their names, when they were used, and how to rename or remove each.
import type { Passkey } from "@souk/contracts";
import { Button, Icon, TextField } from "@souk/ui";
import { Form } from "react-router";
import { dateText } from "../../lib/dates.ts";
import { useAccountAreaMessages } from "../../messages/use-account-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { AskTwice } from "./account-page.tsx";

function RenameForm({ passkey }: { passkey: Passkey }) {
  const { common } = useMessages();
  const { passkeys: words } = useAccountAreaMessages();
  return (
    <details className="text-sm" name={passkey.id}>
      <summary className="inline-flex min-h-11 list-none items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {words.rename}
      </summary>
      <Form method="post" className="mt-1 mb-4 flex flex-wrap items-end gap-3">
        <input type="hidden" name="intent" value="rename" />
        <input type="hidden" name="id" value={passkey.id} />
        <TextField
          name={`name-${passkey.id}`}
          label={words.name}
          defaultValue={passkey.name}
          maxLength={60}
          autoComplete="off"
          className="grow"
        />
        <Button tone="secondary">{common.save}</Button>
      </Form>
    </details>
  );
}

export function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { dateLocale } = useMessages();
  const { passkeys: words } = useAccountAreaMessages();
  const { id, name, createdAt, lastUsedAt } = passkey;
  return (
    <li className="border-b border-line py-4">
      <div className="flex gap-4">
        <Icon name="key" className="mt-0.5 size-5 shrink-0 text-ink-soft" />
        <div className="min-w-0 grow">
          <p className="font-medium">{name}</p>
          <p className="text-sm text-ink-faint">
            {words.created(dateText(createdAt, dateLocale))},{" "}
            {lastUsedAt === null ? words.neverUsed : words.used(dateText(lastUsedAt, dateLocale))}
          </p>
          <div className="mt-1 flex flex-wrap gap-x-6 [&>details[open]]:w-full">
            <RenameForm passkey={passkey} />
            <AskTwice label={words.remove} question={words.removeQuestion(name)}>
              <Form method="post">
                <input type="hidden" name="intent" value="remove" />
                <input type="hidden" name="id" value={id} />
                <Button tone="danger">{words.removeConfirm(name)}</Button>
              </Form>
            </AskTwice>
          </div>
        </div>
      </div>
    </li>
  );
}
