// Ceramics: bowls, vases, cups and plates.
import { mix, shade } from "../colour.ts";
import { outlineOf, turnedBody, rimAt } from "../lathe.ts";
import { branch, fruit } from "../props.ts";
import { stand } from "../shadow.ts";
import { placed, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { nicheStage, tableStage } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";
import { formOf } from "./ceramic-forms.ts";
import { lid, partsBehind } from "./ceramic-parts.ts";
import { paintedMotif } from "./ceramic-motifs.ts";
import { speckle } from "./ceramic-brush.ts";
import { platePiece } from "./plates.ts";

/** Motifs painted on a pale ground; the others cover the body in its own colour. */
const onPaleGround = new Set(["bands", "dots", "leaves", "rays", "lattice"]);

const clay = "#b9785a";

function groundOf({ motif, palette }: Subject): string {
  if (onPaleGround.has(motif)) return palette.name === "Ivory" ? "#efe4cf" : shade(palette.pale, -0.01);
  if (motif === "drip") return palette.name === "Chalk" ? "#c9a27f" : mix(palette.pale, clay, 0.55);
  if (motif === "dip") return palette.name === "Terracotta" || palette.name === "Clay" ? "#d9b08f" : clay;
  return palette.base;
}

export function ceramicPiece(subject: Subject): Piece {
  if (subject.form === "plate") return platePiece(subject);
  const { sheet, palette } = subject;
  const random = randomFor(subject, "form");
  const form = formOf(subject.form, { wide: random.between(0.96, 1.06), high: random.between(0.95, 1.06) });
  const { profile, finish, field } = form;
  const ground = groundOf(subject);
  const outline = outlineOf(profile);
  const texture =
    `<path d="${outline}" fill="${grain(sheet, { scale: 0.015, strength: 0.34, colour: shade(ground, -0.2), stretch: 2.2 })}"/>` +
    (finish === "gloss"
      ? ""
      : `<path d="${outline}" fill="${grain(sheet, { scale: 0.4, strength: 0.3, colour: shade(ground, -0.25) })}"/>`) +
    (finish === "matt" ? "" : speckle({ subject, profile, field }, shade(ground, -0.32), 0.25));
  const inside = onPaleGround.has(subject.motif)
    ? palette.base
    : palette.name === "Ink"
      ? "#3a3f52"
      : shade(palette.base, 0.02);
  const body = turnedBody(sheet, {
    profile,
    colour: ground,
    finish,
    decoration: texture + paintedMotif({ subject, profile, field }),
    ...(form.open ? { inside } : {}),
  });
  const rim = rimAt(profile);
  const lidded =
    subject.form === "jar" || subject.form === "teapot"
      ? lid(sheet, { radius: rim[0], height: rim[1] }, palette.base)
      : "";
  const base = subject.form === "tagine" ? tagineBase(subject) : "";
  const height = rimAt(profile)[1] + (lidded ? rim[0] * 0.6 : 0);
  return {
    markup:
      base + partsBehind(sheet, subject.form, ground) + (base ? placed(body, 0, { y: 60 }) : body) + lidded,
    width: Math.max(...profile.map(([radius]) => radius)) * 2,
    height,
    outline,
  };
}

function tagineBase(subject: Subject): string {
  const glaze = subject.palette.name === "Ink" ? "#2a3144" : "#8e4a30";
  return placed(
    turnedBody(subject.sheet, {
      profile: pairs("350,130 350,130 352,96 300,30 210,0"),
      colour: glaze,
      finish: "satin",
      inside: shade(glaze, -0.06),
    }),
    0,
    { y: 0 },
  );
}

function frontScale(piece: Piece): number {
  return Math.min(900 / piece.width, 830 / piece.height, 1.6);
}

export const ceramics: Artist = {
  piece: ceramicPiece,
  front(subject) {
    const piece = ceramicPiece(subject);
    const top = mix(subject.palette.wall, "#f3e8d6", 0.62);
    const stage = tableStage(subject.sheet, { wall: subject.palette.wall, top, horizon: 960 });
    const foot = subject.form === "plate" ? 150 : piece.width * 0.3;
    // Low pieces stand a little higher, so that they do not sink to the edge.
    const y = 1215 - Math.max(0, 560 - piece.height * frontScale(piece)) * 0.34;
    return stage + stand(subject.sheet, piece, { x: 590, y, scale: frontScale(piece), foot });
  },
  detail(subject) {
    const piece = ceramicPiece(subject);
    const zoom = 2.5 * frontScale(piece);
    const stage = tableStage(subject.sheet, {
      wall: subject.palette.wall,
      top: subject.palette.wall,
      horizon: 1480,
    });
    const rise = subject.form === "plate" ? 1.24 : subject.form === "tagine" ? 1.05 : 0.98;
    return stage + placed(piece.markup, 640, { y: 430 + piece.height * zoom * rise * 0.86, scale: zoom });
  },
  inUse(subject) {
    const { sheet, slug, palette } = subject;
    const piece = ceramicPiece(subject);
    const scale = Math.min(470 / piece.width, 560 / piece.height);
    const vessel = ["tallvase", "moonvase", "jug", "amphora"].includes(subject.form);
    const top = 1168 - piece.height * scale;
    const stems = vessel
      ? branch(`${slug} left`, { x: 555, y: top + 24 }, { height: 300, lean: -90, leaf: "#74805a" }) +
        branch(`${slug} right`, { x: 570, y: top + 24 }, { height: 350, lean: 110, leaf: "#7d875f" })
      : "";
    const beside = vessel
      ? fruit(sheet, { x: 800, y: 1172, scale: 0.9 }, "#c8452f")
      : fruit(sheet, { x: 800, y: 1166 }) + fruit(sheet, { x: 868, y: 1182, scale: 0.92 }, "#dd9a34");
    return (
      nicheStage(sheet, palette.wall) +
      stems +
      stand(sheet, piece, { x: 560, y: 1168, scale, foot: piece.width * 0.3 }) +
      beside
    );
  },
};
