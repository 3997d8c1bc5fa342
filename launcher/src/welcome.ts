// What a newcomer reads when the shop is open.
import type { RunningShop } from "./one-process.ts";

export function welcome(
  shop: Pick<RunningShop, "url" | "sandboxUrl" | "firstAdministrator">,
  { seconds, dataDirectory }: { readonly seconds: string; readonly dataDirectory: string },
): readonly string[] {
  const { url, sandboxUrl, firstAdministrator } = shop;
  return [
    "",
    `  Souk is open (ready in ${seconds} s). Ctrl-C closes it.`,
    "",
    `  Shop             ${url}`,
    `  API reference    ${url}/api/docs`,
    `  Mailbox          ${url}/dev/mailbox`,
    `  Payment sandbox  ${sandboxUrl}   test card 4242 4242 4242 4242, any later date, any code`,
    `  Data             ${dataDirectory}`,
    ...(firstAdministrator
      ? [
          "",
          `  Administrator    ${firstAdministrator.email}`,
          `  Password         ${firstAdministrator.password}   (shown this once)`,
        ]
      : []),
    "",
  ];
}
