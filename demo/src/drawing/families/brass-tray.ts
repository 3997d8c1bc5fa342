// Engraved trays, seen from above.
import { shade } from "../colour.ts";
import { metalNamed, metalPlate, engraved } from "../metal.ts";
import { circlePath, onCircle, polygon, regular, smooth, times, type Point } from "../shapes.ts";
import { radial, softened, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { engraving } from "./tray-engraving.ts";

export const flatForms = new Set(["round", "scalloped", "oval", "octagon"]);

function trayOutline(form: string, radius: number): string {
  if (form === "octagon") return polygon(regular([0, 0], radius * 1.04, { count: 8, turn: Math.PI / 8 }));
  if (form === "scalloped")
    return `${smooth(times(97, (index): Point => onCircle([0, 0], radius * (0.955 + 0.045 * Math.abs(Math.sin((index / 96) * Math.PI * 16))), (index / 96) * Math.PI * 2)))}Z`;
  return circlePath([0, 0], radius);
}

export function tray(subject: Subject): Piece {
  const { sheet, form, motif, palette } = subject;
  const radius = 430;
  const metal = metalNamed(palette.name);
  const inlaid = motif === "garden";
  const outline = trayOutline(form, radius);
  const lines = engraving(motif, form === "octagon" ? radius * 0.88 : radius * 0.92);
  const cut = inlaid
    ? `<path d="${lines}" fill="${palette.name === "Black" ? "#d9d6cc" : "#5a5650"}" fill-opacity=".9" stroke="${palette.name === "Black" ? "#f2efe6" : "#3a3634"}" stroke-width="2.4"/>`
    : engraved(lines, metal, subject.close ? 2.6 : 3.2);
  const rim = radial(
    sheet,
    [0.5, 0.5, 0.5],
    stops(
      "0 #20120a 0, 0.86 #20120a 0.04, 0.9 #20120a 0.34, 0.93 #fff8e0 0.5, 0.965 #fff8e0 0.1, 1 #20120a 0.4",
    ),
  );
  const boss =
    motif === "boss"
      ? `<circle r="86" fill="${radial(
          sheet,
          [0.34, 0.3, 0.8],
          [
            [0, shade(metal, 0.26)],
            [0.5, metal],
            [1, shade(metal, -0.26)],
          ],
        )}"/>`
      : "";
  const stretch = form === "oval" ? ' transform="scale(1 .68)"' : "";
  return {
    markup: `<g${stretch}>${metalPlate(sheet, { outline, radius }, metal)}${cut}${form === "octagon" ? softened(`<path d="${trayOutline("octagon", radius * 0.96)}"/>`, { colour: "#20120a", opacity: 0.3, spread: 10, line: 18 }) + `<path d="${trayOutline("octagon", radius * 0.975)}" fill="none" stroke="#fff8e0" stroke-width="6" opacity=".5"/>` : `<path d="${outline}" fill="${rim}"/>`}${boss}<path d="${outline}" fill="none" stroke="${shade(metal, 0.2)}" stroke-width="5" opacity=".8"/></g>`,
    width: radius * 2,
    height: form === "oval" ? radius * 1.36 : radius * 2,
    outline: form === "oval" ? circlePath([0, 0], radius, 0.68) : outline,
  };
}
