// Bottles, pots and tins with a label.
import { mix } from "../colour.ts";
import { labelMarkup } from "../label.ts";
import { lettering } from "../lettering.ts";
import { outlineOf, topOf, turnedBody, type Profile, rimAt } from "../lathe.ts";
import { findNameWords } from "../names.ts";
import { placed, pairs } from "../shapes.ts";
import type { Piece, Subject } from "../subject.ts";
import { toneOf, bar, ovalSoap, set, stackOf } from "./soap-bars.ts";

function bottle(
  subject: Subject,
  profile: Profile,
  look: {
    glass: string;
    finish: "gloss" | "satin";
    label: readonly [width: number, height: number, y: number];
    cap: Profile;
    capColour: string;
  },
): Piece {
  const { sheet } = subject;
  const tone = toneOf(subject);
  const label = labelMarkup({
    lines: findNameWords(subject.slug),
    width: look.label[0],
    height: look.label[1],
    paper: "#f5eddc",
    ink: tone.ink,
    accent: tone.colour,
    ornament: subject.slug.length,
  });
  const name =
    look.label[0] > 0
      ? placed(label, 0, { y: look.label[2] })
      : lettering({
          text: findNameWords(subject.slug).at(-1) ?? "",
          x: 0,
          y: -52,
          size: 34,
          colour: tone.ink,
          spacing: 0.7,
        });
  const body = turnedBody(sheet, { profile, colour: look.glass, finish: look.finish, decoration: name });
  const cap =
    turnedBody(sheet, { profile: look.cap, colour: look.capColour, finish: "satin" }) +
    topOf(sheet, look.cap, look.capColour);
  const top = rimAt(look.cap)[1];
  return {
    markup: body + cap,
    width: Math.max(...profile.map(([radius]) => radius)) * 2,
    height: top,
    outline: outlineOf([[rimAt(look.cap)[0], top], ...profile]),
  };
}

export function soapPiece(subject: Subject): Piece {
  const tone = toneOf(subject);
  switch (subject.form) {
    case "cube": {
      const cut = bar(subject, { width: 360, height: 260, depth: 260 }, { colour: tone.colour, stamp: true });
      const green = placed(
        bar(subject, { width: 330, height: 120, depth: 300 }, { colour: "#8f9a48", stamp: false }),
        250,
        { y: 74 },
      );
      return {
        markup: placed(cut, -70, { y: 0 }) + green,
        width: 720,
        height: 370,
        outline: "M-260 0V-350H250L500 -60L420 74H90Z",
      };
    }
    case "stack":
      return stackOf(subject);
    case "oval":
    case "swirl":
      return ovalSoap(subject);
    case "set":
      return set(subject);
    case "tin":
      return bottle(subject, pairs("270,120 270,120 270,4 266,0"), {
        glass: "#b9b4a6",
        finish: "satin",
        label: [0, 0, 0],
        cap: pairs("278,200 278,200 278,118 278,118"),
        capColour: "#5a6a4c",
      });
    case "pot":
      return bottle(subject, pairs("250,330 250,330 262,300 262,30 240,0"), {
        glass: subject.motif === "ink" ? "#3a352c" : "#c9b08c",
        finish: "gloss",
        label: [330, 210, -150],
        cap: pairs("262,420 262,420 262,326 262,326"),
        capColour: "#b98a58",
      });
    case "saltjar":
      return bottle(subject, pairs("190,430 190,430 230,380 234,40 214,0"), {
        glass: "#dfe4da",
        finish: "gloss",
        label: [300, 240, -196],
        cap: pairs("176,520 176,520 170,426 170,426"),
        capColour: "#c49a68",
      });
    case "dropper":
      return bottle(subject, pairs("60,470 60,470 64,450 150,390 156,350 156,20 140,0"), {
        glass: "#7a3f12",
        finish: "gloss",
        label: [226, 250, -180],
        cap: pairs("24,680 30,660 34,580 66,560 66,560 66,468 66,468"),
        capColour: "#2b2725",
      });
    case "tall":
      return bottle(subject, pairs("60,580 60,580 66,550 136,480 144,420 144,20 130,0"), {
        glass: "#e3b8ae",
        finish: "gloss",
        label: [220, 290, -210],
        cap: pairs("64,670 64,670 64,576 64,576"),
        capColour: "#c9a25c",
      });
    case "oilbottle":
      return bottle(subject, pairs("44,760 44,760 48,700 54,610 140,520 150,460 150,20 136,0"), {
        glass: "#3f4a26",
        finish: "gloss",
        label: [230, 300, -230],
        cap: pairs("48,830 48,830 48,756 48,756"),
        capColour: "#c49a68",
      });
    default:
      return bottle(subject, pairs("56,450 56,450 60,420 190,330 214,230 180,40 150,0"), {
        glass: mix(tone.colour, "#fff4d8", 0.2),
        finish: "gloss",
        label: [250, 190, -190],
        cap: pairs("60,540 60,540 60,446 60,446"),
        capColour: "#8a5a36",
      });
  }
}
