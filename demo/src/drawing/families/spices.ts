// Spices and teas: tins, caddies and jars, each with a heap of what is inside.
import { findNameWords } from "../names.ts";
import { mix, shade } from "../colour.ts";
import { fieldOfGrains, heap, heapKind } from "../heap.ts";
import { labelMarkup } from "../label.ts";
import { outlineOf, topOf, turnedBody, type Profile } from "../lathe.ts";
import { dish, plainPot } from "../props.ts";
import { contactShadow, stand } from "../shadow.ts";
import { placed, pairs } from "../shapes.ts";
import { clipped, linear, stops } from "../sheet.ts";
import { nicheStage, pictureHeight, pictureWidth, tableStage } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";

const inks = ["#2f3f66", "#3d4a34", "#6a2a2a", "#2c4f52", "#4a2f4a", "#2e2a28"] as const;
const walls = ["#d9c6a4", "#c3cbbd", "#dcbfa6", "#b9c6c4", "#d8b58f", "#c9b6b4"] as const;

function looksOf(subject: Subject) {
  const random = randomFor(subject, "looks");
  const kind = heapKind(subject.motif);
  const ink = random.pick(inks);
  const coloured = random.chance(0.6);
  return {
    kind,
    ink,
    wall: mix(random.pick(walls), kind.colour, 0.1),
    tin: coloured ? ink : "#e6d9bd",
    ornament: random.integer(0, 3),
    square: random.chance(0.3),
  };
}

function tin(subject: Subject): Piece {
  const { sheet } = subject;
  const look = looksOf(subject);
  const caddy = subject.form === "caddy";
  const [radius, height] = caddy ? [190, 520] : [236, 400];
  const profile: Profile = [
    [radius, height],
    [radius, height],
    [radius, 6],
    [radius, 6],
    [radius - 4, 0],
  ];
  const lidProfile: Profile = [
    [radius + 5, height + 92],
    [radius + 5, height + 92],
    [radius + 5, height - 4],
    [radius + 5, height - 4],
  ];
  const paper = "#f3ead7";
  const label = labelMarkup({
    lines: findNameWords(subject.slug),
    width: radius * 1.5,
    height: height * 0.74,
    paper,
    ink: look.ink,
    accent: look.kind.colour,
    ornament: look.ornament,
  });
  const lidColour = look.tin === look.ink ? shade(look.kind.colour, -0.02) : look.ink;
  const body = turnedBody(sheet, {
    profile,
    colour: look.tin,
    finish: "satin",
    decoration: placed(label, 0, { y: -height * 0.49 + 18 }),
  });
  const cap = turnedBody(sheet, { profile: lidProfile, colour: lidColour, finish: "satin" });
  return {
    markup: `${body}${cap}${topOf(sheet, lidProfile, lidColour)}`,
    width: radius * 2,
    height: height + 110,
    outline: outlineOf([[radius, height + 92], ...profile.slice(1)]),
  };
}

function jar(subject: Subject): Piece {
  const { sheet } = subject;
  const look = looksOf(subject);
  const profile: Profile = pairs("170,470 170,470 176,448 216,392 222,330 222,40 206,4 190,0");
  const outline = outlineOf(profile);
  const filling = `<path d="${outline}" fill="${shade(look.kind.colour, -0.14)}"/><g transform="translate(0 20)">${heap(sheet, look.kind, { seed: subject.slug, width: 620, height: 420, size: look.kind.grain === "dust" ? 6 : 24, count: subject.close ? 300 : 190 })}</g>`;
  const air = `<path d="M-240 -360Q0 -330 240 -372V-520H-240Z" fill="#e9efe9" opacity=".8"/>`;
  const label = labelMarkup({
    lines: findNameWords(subject.slug),
    width: 250,
    height: 230,
    paper: "#f3ead7",
    ink: look.ink,
    accent: look.kind.colour,
    ornament: look.ornament,
  });
  const glass = linear(
    sheet,
    0,
    stops(
      "0 #2a3330 0.5, 0.07 #ffffff 0.35, 0.13 #ffffff 0.06, 0.24 #ffffff 0.4, 0.3 #ffffff 0.02, 0.8 #1d120c 0.12, 0.94 #ffffff 0.3, 1 #2a3330 0.5",
    ),
  );
  const corkProfile: Profile = pairs("158,560 158,560 152,462 152,462");
  const cork =
    turnedBody(sheet, { profile: corkProfile, colour: "#c49a68", finish: "matt" }) +
    topOf(sheet, corkProfile, "#c49a68");
  return {
    markup: `${clipped(sheet, `<path d="${outline}"/>`, `${filling}${air}${placed(label, 0, { y: -180 })}<path d="${outline}" fill="${glass}"/>`)}<path d="M-170 -470A170 29 0 0 0 170 -470" fill="none" stroke="#ffffff" stroke-width="9" opacity=".75"/>${cork}`,
    width: 444,
    height: 580,
    outline,
  };
}

export function spicePiece(subject: Subject): Piece {
  return subject.form === "jar" ? jar(subject) : tin(subject);
}

export const spices: Artist = {
  piece: spicePiece,
  front(subject) {
    const { sheet, slug } = subject;
    const look = looksOf(subject);
    const piece = spicePiece(subject);
    const stage = tableStage(sheet, { wall: look.wall, top: mix(look.wall, "#f6eddc", 0.6), horizon: 960 });
    const size = look.kind.grain === "dust" ? 4 : look.kind.grain === "sticks" ? 24 : 18;
    const small =
      contactShadow(sheet, { x: 800, y: 1268, radius: 220 }, 0.8) +
      placed(
        heap(sheet, look.kind, {
          seed: slug,
          width: 470,
          height: 160,
          size,
          count: look.kind.grain === "sticks" ? 26 : 210,
        }),
        800,
        { y: 1262 },
      );
    return stage + stand(sheet, piece, { x: 500, y: 1160, scale: 1.4, foot: piece.width * 0.44 }) + small;
  },
  detail(subject) {
    return fieldOfGrains(subject.sheet, heapKind(subject.motif), {
      seed: subject.slug,
      width: pictureWidth,
      height: pictureHeight,
    });
  },
  inUse(subject) {
    const { sheet, slug } = subject;
    const look = looksOf(subject);
    const piece = spicePiece(subject);
    const content = `<g transform="translate(0 -66)">${heap(sheet, look.kind, { seed: `${slug} dish`, width: 250, height: 84, size: look.kind.grain === "dust" ? 3 : 13, count: look.kind.grain === "sticks" ? 14 : 110 })}</g>`;
    return (
      nicheStage(sheet, look.wall) +
      plainPot(sheet, { x: 350, y: 1148, scale: 1.0 }, mix(look.ink, "#c9b595", 0.45)) +
      stand(sheet, piece, { x: 560, y: 1162, scale: 0.78, foot: piece.width * 0.44 }) +
      dish(sheet, { x: 800, y: 1182, scale: 0.86 }, "#efe3cc", content)
    );
  },
};
