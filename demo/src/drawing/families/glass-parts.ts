// Parts of glass that are not turned: handles, stoppers, saucers, feet.
import { pairs } from "../shapes.ts";
import { shade } from "../colour.ts";
import { turnedBody } from "../lathe.ts";
import { linear, px, radial, stops } from "../sheet.ts";
import type { Subject } from "../subject.ts";

/** Parts that are not turned. */
export function extras(subject: Subject): { behind: string; before: string } {
  const { palette, sheet } = subject;
  const tint = palette.name === "Clear" ? "#c9d8d1" : palette.base;
  const rod = (path: string, width: number) =>
    `<path d="${path}" fill="none" stroke="${shade(tint, -0.16)}" stroke-width="${width}" stroke-opacity=".85" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${shade(tint, 0.16)}" stroke-width="${px(width * 0.62)}" stroke-linecap="round"/><path d="${path}" fill="none" stroke="#ffffff" stroke-width="${px(width * 0.18)}" stroke-linecap="round" opacity=".9" transform="translate(-4 -4)"/>`;
  switch (subject.form) {
    case "jug":
      return { behind: "", before: rod("M160 -520C330 -560 340 -260 206 -220", 30) };
    case "swan":
      return {
        behind: "",
        before:
          rod("M0 -440C10 -620 -190 -640 -150 -760C-130 -820 -60 -830 -30 -790", 44) +
          `<path d="M-60 -812L6 -800L-6 -744Z" fill="${shade(tint, 0.1)}"/>`,
      };
    case "perfume":
      return {
        behind: "",
        before: `<path d="M-20 -520L-9 -600Q-60 -680 0 -760Q60 -680 9 -600L20 -520Z" fill="${linear(
          sheet,
          0,
          [
            [0, shade(tint, -0.1)],
            [0.4, shade(tint, 0.22)],
            [1, shade(tint, -0.14)],
          ],
        )}" fill-opacity=".9"/><path d="M-12 -620Q-34 -680 -4 -730" fill="none" stroke="#ffffff" stroke-width="6" opacity=".7"/><path d="M-30 -524h60v12h-60Z" fill="#c9983f"/>`,
      };
    case "tulip":
      return {
        behind:
          turnedBody(sheet, {
            profile: pairs("250,26 250,26 170,0"),
            colour: "#f1eadb",
            finish: "gloss",
            inside: "#f7f1e4",
          }) + `<ellipse cy="-26" rx="240" ry="39" fill="none" stroke="#c9983f" stroke-width="5"/>`,
        before: "",
      };
    case "storm":
      return {
        behind:
          turnedBody(sheet, {
            profile: pairs("150,170 150,170 150,140 70,110 60,60 160,20 164,0"),
            colour: "#8a5a36",
            finish: "satin",
            inside: "#9a6a42",
          }) +
          `<path d="M-44 -170V-390Q0 -404 44 -390V-170Z" fill="#f3e6c8"/><path d="M0 -392v-20" stroke="#3a2818" stroke-width="5"/><path d="M0 -500C30 -450 26 -412 0 -408C-26 -412 -28 -452 0 -500Z" fill="#ffc860"/><ellipse cy="-432" rx="11" ry="22" fill="#fff8e0"/><circle cy="-450" r="210" fill="${radial(
            sheet,
            [0.5, 0.5, 0.5],
            stops("0 #ffdf9a 0.7, 1 #ffdf9a 0"),
          )}"/>`,
        before: "",
      };
    default:
      return { behind: "", before: "" };
  }
}
