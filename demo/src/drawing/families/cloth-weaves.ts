// Woven cloth: ikat, stripes, knotted bands, waffle and checks.
import { mix, shade } from "../colour.ts";
import { times } from "../shapes.ts";
import { covering, px } from "../sheet.ts";
import { randomFor, type Subject } from "../subject.ts";
import { knotsFor } from "./weave-motifs.ts";
import { type ClothCover, rect } from "./cloth-cover.ts";

/** A vertical shape with feathered edges, as warp threads slip in the dyeing. */
function feathered(
  subject: Subject,
  shape: { cx: number; cy: number; half: number; high: number; purpose: string },
): string {
  const random = randomFor(subject, shape.purpose);
  const strips = Math.max(6, Math.round(shape.half / 4.2));
  return times(strips * 2, (index) => {
    const u = (index - strips + 0.5) / strips;
    const x = shape.cx + u * shape.half;
    const reach = shape.high * (1 - Math.abs(u)) + random.between(-0.09, 0.09) * shape.high;
    const wide = shape.half / strips + 0.4;
    return reach > 2
      ? `M${px(x)} ${px(shape.cy - reach - random.between(0, 14))}h${px(wide)}V${px(shape.cy + reach + random.between(0, 14))}h${px(-wide)}Z`
      : "";
  }).join("");
}

export function ikat(subject: Subject): ClothCover {
  const { palette, sheet } = subject;
  const [width, height] = [200, 300];
  const figure = (cx: number, cy: number, purpose: string) =>
    [
      [88, 140, palette.base],
      [70, 112, palette.pale],
      [56, 90, palette.accent],
      [34, 56, palette.deep],
      [15, 27, palette.pale],
    ]
      .map(
        ([half, high, colour], index) =>
          `<path d="${feathered(subject, { cx, cy, half: Number(half), high: Number(high), purpose: `${purpose} ${index}` })}" fill="${colour}"/>`,
      )
      .join("");
  const horns = (cx: number, cy: number) =>
    `<path d="${feathered(subject, { cx: cx - 62, cy, half: 13, high: 58, purpose: `horn ${cx}` })}${feathered(subject, { cx: cx + 62, cy, half: 13, high: 58, purpose: `horn b ${cx}` })}" fill="${palette.second}"/>`;
  const content =
    rect(0, 0, { width, height, fill: palette.pale }) +
    figure(100, 150, "middle") +
    [0, height]
      .map((cy) =>
        [0, width]
          .map(
            (cx) =>
              `${horns(cx, cy)}<path d="${feathered(subject, { cx, cy, half: 44, high: 74, purpose: "corner" })}" fill="${palette.second}"/><path d="${feathered(subject, { cx, cy, half: 20, high: 38, purpose: "corner heart" })}" fill="${palette.accent}"/>`,
          )
          .join(""),
      )
      .join("");
  return { cover: covering(sheet, [width, height], content), ground: palette.pale };
}

export function stripes(
  subject: Subject,
  look: {
    ground: string;
    plan: readonly (readonly [at: number, width: number, colour: string])[];
    size: number;
  },
): ClothCover {
  const content =
    rect(0, 0, { width: look.size, height: look.size, fill: look.ground }) +
    look.plan.map(([y, height, fill]) => rect(0, y, { width: look.size, height, fill })).join("");
  return { cover: covering(subject.sheet, [look.size, look.size], content), ground: look.ground };
}

export function woven(
  subject: Subject,
  plan: { columns: number; rows: number; knot: number; motif: string },
): ClothCover {
  const { palette, sheet } = subject;
  const at = knotsFor(plan.motif, subject.slug, plan);
  const yarns = [palette.base, palette.pale, palette.accent, palette.second, palette.deep];
  const paths = yarns.map(() => "");
  for (let row = 0; row < plan.rows; row += 1)
    for (let column = 0; column < plan.columns; column += 1) {
      const yarn = at(column, row);
      if (yarn !== 0)
        paths[yarn] +=
          `M${px(column * plan.knot)} ${px(row * plan.knot)}h${px(plan.knot + 0.3)}v${px(plan.knot + 0.3)}h${px(-plan.knot - 0.3)}Z`;
    }
  const size = [plan.columns * plan.knot, plan.rows * plan.knot] as const;
  const content =
    rect(0, 0, { width: size[0], height: size[1], fill: palette.base }) +
    paths.map((path, yarn) => (path ? `<path d="${path}" fill="${yarns[yarn]}"/>` : "")).join("");
  return { cover: covering(sheet, size, content), ground: palette.base };
}

export function small(
  subject: Subject,
  kind: "waffle" | "check" | "diamond" | "sequins" | "pompom",
): ClothCover {
  const { palette, sheet } = subject;
  const { base, deep, pale } = palette;
  const contents: Record<typeof kind, readonly [size: number, content: string]> = {
    waffle: [
      26,
      rect(0, 0, { width: 26, height: 26, fill: base }) +
        rect(4, 4, { width: 18, height: 18, fill: shade(base, -0.09) }) +
        `<path d="M4 22V4H22" fill="none" stroke="${shade(base, -0.2)}" stroke-width="3"/><path d="M4 22H22V4" fill="none" stroke="${shade(base, 0.08)}" stroke-width="3"/>`,
    ],
    check: [
      44,
      rect(0, 0, { width: 44, height: 44, fill: pale }) +
        `<path d="M0 0H22V44H0ZM0 0H44V22H0Z" fill="${base}" opacity=".52"/><path d="M33 0V44M0 33H44" stroke="${palette.accent}" stroke-width="2" opacity=".6"/>`,
    ],
    diamond: [
      34,
      rect(0, 0, { width: 34, height: 34, fill: base }) +
        `<path d="M17 1L33 17L17 33L1 17Z" fill="none" stroke="${mix(base, deep, 0.4)}" stroke-width="3"/><path d="M17 11L23 17L17 23L11 17Z" fill="${mix(base, pale, 0.6)}"/>`,
    ],
    sequins: [
      150,
      rect(0, 0, { width: 150, height: 150, fill: base }) +
        times(
          7,
          (row) =>
            `<path d="M0 ${row * 21 + 8}H150" stroke="${shade(base, -0.08)}" stroke-width="7" stroke-dasharray="3 4"/>`,
        ).join("") +
        times(
          10,
          (index) =>
            `<circle cx="${(index * 47) % 150}" cy="${(index * 61) % 150}" r="7.5" fill="${palette.name === "Charcoal" ? "#d9d3c6" : "#c9b48a"}"/><circle cx="${((index * 47) % 150) - 2}" cy="${((index * 61) % 150) - 2}" r="3.4" fill="#ffffff" opacity=".85"/>`,
        ).join(""),
    ],
    pompom: [
      120,
      rect(0, 0, { width: 120, height: 120, fill: palette.name === "Ivory" ? base : pale }) +
        rect(0, 14, { width: 120, height: 17, fill: palette.name === "Ivory" ? palette.accent : base }) +
        rect(0, 42, {
          width: 120,
          height: 5,
          fill: palette.name === "Ivory" ? palette.second : palette.accent,
        }) +
        rect(0, 78, { width: 120, height: 8, fill: palette.name === "Ivory" ? palette.accent : base }),
    ],
  };
  const [size, content] = contents[kind];
  return { cover: covering(sheet, [size, size], content), ground: kind === "check" ? pale : base };
}
