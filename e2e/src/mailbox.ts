// What somebody finds in their mailbox: mails about their account, and the link in each.
import { setTimeout } from "node:timers/promises";
import type { Mail, Staff } from "./staff.ts";
import type { ShopAddress } from "./start-shop.ts";

/** Mails follow an event through the bus. */
const LOOK_AGAIN_MS = 100;
const LOOKS_MAX = 300;

export type WantedMail = { readonly to: string; readonly subject: RegExp };
export type Post = { readonly shop: ShopAddress; readonly staff: Staff };

/** The newest mail with such a subject, as soon as there are `count` of them. */
export async function waitForMail(
  { staff }: Pick<Post, "staff">,
  { to, subject }: WantedMail,
  count = 1,
): Promise<Mail> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const found = (await staff.mailsTo(to)).filter((mail) => subject.test(mail.subject));
    const newest = found.at(-1);
    if (newest && found.length >= count) return newest;
    await setTimeout(LOOK_AGAIN_MS);
  }
  throw new Error(`No mail like ${subject} came to ${to}.`);
}

/** The path that the mail's button leads to, with its token. A link that leads elsewhere than to the shop is a fault. */
export async function linkOf(post: Post, wanted: WantedMail, count = 1): Promise<string> {
  const { id } = await waitForMail(post, wanted, count);
  const html = await (await fetch(`${post.shop.url}/dev/mailbox/${id}/html`)).text();
  const link = /href="([^"]*[?&]token=[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  if (link?.startsWith(`${post.shop.url}/`) !== true)
    throw new Error(`The mail to ${wanted.to} has no link to the shop: ${link}.`);
  return link.slice(post.shop.url.length);
}
