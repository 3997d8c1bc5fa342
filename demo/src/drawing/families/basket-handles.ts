// Handles, lids and rims of baskets.
import { shade } from "../colour.ts";
import { type Profile, rimAt } from "../lathe.ts";
import { placed, pairs } from "../shapes.ts";
import { linear, px } from "../sheet.ts";
import type { Subject } from "../subject.ts";
import { strawsOf, wovenBody, wovenOpening, type WovenLook } from "./basket-weave.ts";

export type BasketForm = {
  readonly profile: Profile;
  readonly look: WovenLook;
  readonly handles?: "loops" | "long" | "hoop" | "ears";
  readonly lid?: "cone" | "flat";
};

function strap(path: string, colour: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${shade(colour, -0.2)}" stroke-width="${width}" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="${px(width * 0.7)}" stroke-linecap="round" transform="translate(-2 -3)"/><path d="${path}" fill="none" stroke="#fff2d6" stroke-width="${px(width * 0.14)}" stroke-dasharray="9 8" opacity=".5" transform="translate(-3 -4)"/>`;
}

export function handlesOf(subject: Subject, form: BasketForm): { behind: string; before: string } {
  const [radius, height] = rimAt(form.profile);
  const leather =
    subject.palette.name === "Black"
      ? "#2f2a27"
      : subject.palette.name === "Natural"
        ? "#8a552e"
        : subject.palette.base;
  const [straw, dyed] = strawsOf(subject);
  const half = radius * 0.46;
  switch (form.handles) {
    case "long": {
      const loop = (drop: number) =>
        `M${px(-half)} ${px(-height + drop)}C${px(-half)} ${px(-height - 330)} ${px(half)} ${px(-height - 330)} ${px(half)} ${px(-height + drop)}`;
      return {
        behind: `<g transform="translate(16 -36)">${strap(loop(0), shade(leather, -0.08), 26)}</g>`,
        before: strap(loop(110), leather, 28),
      };
    }
    case "hoop":
      return {
        behind: "",
        before: strap(
          `M${px(-radius * 0.93)} ${px(-height + 26)}C${px(-radius * 0.9)} ${px(-height - 420)} ${px(radius * 0.9)} ${px(-height - 420)} ${px(radius * 0.93)} ${px(-height + 26)}`,
          shade(straw, -0.1),
          34,
        ),
      };
    case "ears": {
      const ear = (side: number) =>
        `M${px(side * radius * 0.94)} ${px(-height * 0.93)}C${px(side * (radius + 130))} ${px(-height * 0.98)} ${px(side * (radius + 120))} ${px(-height * 0.66)} ${px(side * radius * 0.98)} ${px(-height * 0.7)}`;
      return { behind: "", before: strap(ear(-1), dyed, 32) + strap(ear(1), dyed, 32) };
    }
    default:
      return { behind: "", before: "" };
  }
}

export function topOf(subject: Subject, form: BasketForm): string {
  const [radius, height] = rimAt(form.profile);
  if (form.lid === "cone") {
    const cone: Profile = pairs("10,480 40,440 150,280 290,90 322,30 322,30 318,0");
    return placed(
      wovenBody(subject, cone, { rows: 22, count: 34, slant: 0.3 }) +
        `<circle cy="-484" r="26" fill="${shade(strawsOf(subject)[1], 0.02)}"/>`,
      0,
      { y: -height + 10 },
    );
  }
  if (form.lid === "flat") {
    const flat: Profile = pairs("384,70 384,70 392,50 392,0");
    const [straw] = strawsOf(subject);
    const plank = linear(subject.sheet, 0, [
      [0, shade(straw, -0.05)],
      [0.4, shade(straw, 0.12)],
      [1, shade(straw, -0.12)],
    ]);
    return placed(
      `${wovenBody(subject, flat, { rows: 3, count: 30, slant: 0 })}<ellipse cy="-70" rx="384" ry="65" fill="${plank}"/><path d="M-4 -135V-5M-40 -133V-8M40 -133V-8" stroke="${shade(straw, -0.25)}" stroke-width="4"/>`,
      0,
      { y: -height },
    );
  }
  return wovenOpening(subject, form.profile, Math.max(14, radius * 0.05));
}

/** The near edge of the rim, over the body's first row. */
export function rimLine(subject: Subject, profile: Profile): string {
  const [radius, height] = rimAt(profile);
  const [straw] = strawsOf(subject);
  const path = `M${px(-radius)} ${px(-height)}A${px(radius)} ${px(radius * 0.17)} 0 0 0 ${px(radius)} ${px(-height)}`;
  return `<path d="${path}" fill="none" stroke="${shade(straw, -0.12)}" stroke-width="22" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${shade(straw, 0.08)}" stroke-width="13" stroke-linecap="round" transform="translate(0 -3)"/><path d="${path}" fill="none" stroke="${shade(straw, -0.22)}" stroke-width="18" stroke-dasharray="3 13" opacity=".7"/>`;
}
