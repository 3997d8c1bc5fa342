// Cloth that hangs from a rail or lies folded.
import { shade } from "../colour.ts";
import { smooth, times, type Point } from "../shapes.ts";
import { clipped, linear, px, softened, stops } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";
import { clothCover, threadLines } from "./cloth-paints.ts";

/** Vertical folds over something that hangs. */
function folds(subject: Subject, box: { width: number; height: number; count: number }): string {
  const random = randomFor(subject, "folds");
  const { width, height, count } = box;
  const lines = times(count, (index) => {
    const x = -width / 2 + ((index + random.between(0.25, 0.75)) * width) / count;
    return `M${px(x)} 0C${px(x + random.between(-12, 12))} ${px(height * 0.3)} ${px(x + random.between(-20, 20))} ${px(height * 0.7)} ${px(x + random.between(-26, 26))} ${px(height)}`;
  }).join("");
  return (
    softened(`<path d="${lines}"/>`, { colour: "#1d0f08", opacity: 0.2, spread: 22, line: 24 }) +
    softened(`<path d="${lines}" transform="translate(-28 0)"/>`, {
      colour: "#fffaf0",
      opacity: 0.24,
      spread: 18,
      line: 20,
    })
  );
}

function fringeLine(
  subject: Subject,
  width: number,
  look: { y: number; colour: string; length: number },
): string {
  const random = randomFor(subject, "fringe");
  const count = Math.round(width / 17);
  return times(count, (index) => {
    const x = -width / 2 + ((index + 0.5) * width) / count;
    const sway = random.between(-5, 5);
    return `<path d="M${px(x - 5)} ${px(look.y)}q${px(sway)} ${px(look.length * 0.6)} ${px(sway - 2)} ${px(look.length)}h8q${px(-sway * 0.2)} ${px(-look.length * 0.5)} 4 ${px(-look.length)}Z" fill="${shade(look.colour, (index % 3) * 0.03 - 0.05)}"/><circle cx="${px(x)}" cy="${px(look.y + 9)}" r="5.5" fill="${shade(look.colour, -0.06)}"/>`;
  }).join("");
}

/** A flat cloth hanging from a rail: towels, runners, covers. Origin in the middle. */
export function hanging(subject: Subject): Piece {
  const { sheet } = subject;
  const wide = { towel: 560, runner: 360, hanging: 800, tablecloth: 800 }[subject.form] ?? 600;
  const high = subject.form === "hanging" ? 1040 : 1000;
  const { cover, ground } = clothCover(subject);
  const w = wide / 2;
  const lower = smooth(
    times(9, (index): Point => [w - (index * wide) / 8, high + Math.sin(index * 2.1) * 9]),
  );
  const outline = `M${-w} 0H${w}L${w + 6} ${high}${lower.replace(/^M/, "L")}Z`;
  const area = { x: -w - 10, y: -4, width: wide + 20, height: high + 30 };
  const box = `x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}"`;
  const edge =
    subject.motif === "suzani" || subject.motif === "paisley" || subject.form === "tablecloth"
      ? borderOf(subject, wide, high)
      : "";
  const plain =
    subject.form === "tablecloth"
      ? `<rect x="${-w + 130}" y="0" width="${wide - 260}" height="${high - 150}" fill="${ground}"/>`
      : "";
  const content =
    `<rect ${box} fill="${ground}"/>${cover({ x: -w, y: 0, width: wide + 10, height: high + 20 })}${plain}${edge}${threadLines(area, subject.close)}` +
    folds(subject, { width: wide, height: high, count: Math.round(wide / 130) }) +
    `<rect ${box} fill="${linear(sheet, 90, stops("0 #1d0f08 0.22, 0.05 #fffaf0 0.2, 0.14 #1d0f08 0.02, 1 #1d0f08 0.18"))}"/>`;
  const fringed =
    subject.form === "tablecloth"
      ? ""
      : fringeLine(subject, wide, {
          y: high,
          colour: subject.form === "hanging" ? subject.palette.base : ground,
          length: 62,
        });
  const rail = `<rect x="${-w - 90}" y="-26" width="${wide + 180}" height="30" rx="15" fill="${linear(
    sheet,
    90,
    stops("0 #b98a58, 0.4 #9a6a3e, 1 #5c3c22"),
  )}"/>`;
  return {
    markup: `<g transform="translate(0 -520)">${rail}${fringed}${clipped(sheet, `<path d="${outline}"/>`, content)}<path d="M${-w} -2Q${-w} -30 ${-w + 26} -28H${w - 26}Q${w} -30 ${w} -2V14H${-w}Z" fill="${shade(ground, 0.02)}"/>${softened(`<path d="M${-w} 4H${w}"/>`, { colour: "#1d0f08", opacity: 0.16, spread: 10, line: 14 })}</g>`,
    width: wide,
    height: high,
    outline: `M${-w} -540H${w}V${high - 500}H${-w}Z`,
  };
}

function borderOf({ palette }: Subject, wide: number, high: number): string {
  const w = wide / 2;
  return `<path d="M${-w + 34} 0V${high - 34}H${w - 34}V0" fill="none" stroke="${palette.base}" stroke-width="26"/><path d="M${-w + 34} 0V${high - 34}H${w - 34}V0" fill="none" stroke="${palette.pale}" stroke-width="8" stroke-dasharray="12 14"/><path d="M${-w + 58} 0V${high - 58}H${w - 58}V0" fill="none" stroke="${palette.accent}" stroke-width="6"/>`;
}

/** A folded stack seen from the front; origin on the ground. */
export function folded(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const { cover, ground } = clothCover(subject);
  const layers = subject.form === "stack" ? 4 : 3;
  const [width, thick] = subject.form === "stack" ? [640, 112] : [760, 150];
  const parts = times(layers, (index) => {
    const y = -(index + 1) * (thick - 4);
    const shift = [0, 9, -7, 5][index] ?? 0;
    const shape = `M${-width / 2 + 36 + shift} ${y}H${width / 2 - 8 + shift}Q${width / 2 + 12 + shift} ${y + thick / 2} ${width / 2 - 8 + shift} ${y + thick}H${-width / 2 + 36 + shift}Q${-width / 2 - 16 + shift} ${y + thick / 2} ${-width / 2 + 36 + shift} ${y}Z`;
    const tint =
      subject.form === "stack" && subject.motif === "check"
        ? ""
        : `<path d="${shape}" fill="${shade(ground, index % 2 ? -0.04 : 0)}" opacity=".35"/>`;
    const round = linear(
      sheet,
      90,
      stops("0 #fffaf0 0.34, 0.3 #fffaf0 0.04, 0.62 #1d0f08 0.08, 1 #1d0f08 0.5"),
    );
    const side = linear(sheet, 0, stops("0 #1d0f08 0.4, 0.1 #1d0f08 0, 0.85 #1d0f08 0.04, 1 #1d0f08 0.36"));
    return clipped(
      sheet,
      `<path d="${shape}"/>`,
      `<path d="${shape}" fill="${ground}"/>${cover({ x: -width / 2 - 20, y, width: width + 40, height: thick })}${tint}${threadLines({ x: -width / 2 - 20, y, width: width + 40, height: thick }, subject.close)}<path d="${shape}" fill="${round}"/><path d="${shape}" fill="${side}"/><path d="M${-width / 2 + 60} ${y + thick * 0.52}H${width / 2}" stroke="#1d0f08" stroke-width="3" opacity=".25"/>`,
    );
  });
  const top = -layers * (thick - 4);
  const pompoms =
    subject.motif === "pompom"
      ? times(10, (index) =>
          pompom(
            -width / 2 + 60 + index * 72,
            top + thick * layers * 0.62 + (index % 2) * 12,
            index % 2 ? palette.base : palette.accent,
          ),
        ).join("")
      : "";
  return {
    markup: parts.join("") + pompoms,
    width,
    height: -top,
    outline: `M${-width / 2} 0V${top}H${width / 2}V0Z`,
  };
}

function pompom(x: number, y: number, colour: string): string {
  const strands = times(
    22,
    (index) =>
      `M${px(x)} ${px(y)}l${px(Math.cos(index * 2.4) * (24 + (index % 5) * 2))} ${px(Math.sin(index * 2.4) * (24 + (index % 4) * 2))}`,
  ).join("");
  return `<circle cx="${px(x)}" cy="${px(y + 4)}" r="26" fill="${shade(colour, -0.16)}"/><path d="${strands}" stroke="${colour}" stroke-width="8" stroke-linecap="round"/><circle cx="${px(x - 7)}" cy="${px(y - 8)}" r="10" fill="${shade(colour, 0.12)}" opacity=".6"/>`;
}
