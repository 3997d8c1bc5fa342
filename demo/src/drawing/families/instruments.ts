// Instruments, in the studio and leaning in a music room.
import { mix, shade } from "../colour.ts";
import { palm } from "../props.ts";
import { contactShadow, lay, stand } from "../shadow.ts";
import { placed } from "../shapes.ts";
import { flatStage, roomStage, tableStage } from "../stage.ts";
import type { Artist, Subject } from "../subject.ts";
import { instrumentPiece } from "./instrument-forms.ts";
import { stoolPiece } from "./stools.ts";

const isStanding = ({ form }: Subject) => form === "darbuka";
const turns: Record<string, number> = { oud: 14, saz: 22, qanun: -4 };

export const instruments: Artist = {
  piece: instrumentPiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = instrumentPiece(subject);
    if (isStanding(subject))
      return (
        tableStage(sheet, { wall: palette.wall, top: mix(palette.wall, "#f3e8d6", 0.55), horizon: 1010 }) +
        stand(sheet, piece, { x: 590, y: 1220, scale: 1.34, foot: 190 })
      );
    return (
      flatStage(sheet, palette.wall) +
      lay(piece, {
        x: 600,
        y: 760,
        scale: Math.min(900 / piece.width, 1240 / piece.height, 1.16),
        turn: turns[subject.form] ?? 0,
        lift: 22,
      })
    );
  },
  detail(subject) {
    const { sheet, palette } = subject;
    const piece = instrumentPiece(subject);
    if (isStanding(subject))
      return (
        tableStage(sheet, { wall: palette.wall, top: palette.wall, horizon: 1490 }) +
        placed(piece.markup, 640, { y: 2000, scale: 2.7 })
      );
    const scale = Math.min(900 / piece.width, 1240 / piece.height, 1.16) * 2.3;
    return (
      flatStage(sheet, palette.wall) +
      lay(piece, {
        x: subject.form === "qanun" ? 500 : 620,
        y: subject.form === "saz" ? 130 : subject.form === "framedrum" || subject.form === "riq" ? 1020 : 640,
        scale,
        turn: turns[subject.form] ?? -8,
        lift: 16,
      })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = instrumentPiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.2);
    const room =
      roomStage(sheet, { wall, floor: "#b08a63" }) +
      palm(
        sheet,
        { x: 150, y: 1130, scale: 1.15 },
        { seed: `${slug} palm`, pot: shade(palette.accent, 0.06) },
      );
    const stool = stoolPiece(sheet, { x: 900, y: 1240, scale: 1.0 }, { wood: "#8a5a36", seat: palette.pale });
    if (isStanding(subject))
      return room + stool + stand(sheet, piece, { x: 510, y: 1330, scale: 0.88, foot: 190 });
    const scale = Math.min(620 / piece.width, 840 / piece.height);
    const foot = 760 + (piece.height / 2) * scale * 0.98;
    return (
      room +
      stool +
      contactShadow(sheet, { x: 520, y: Math.max(foot, 1130), radius: 150 }) +
      lay(piece, {
        x: 500,
        y: Math.max(760, 1140 - (piece.height / 2) * scale),
        scale,
        turn: (turns[subject.form] ?? 0) * 0.6,
        lift: 26,
      })
    );
  },
};
