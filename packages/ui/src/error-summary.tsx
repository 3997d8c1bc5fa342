// What is wrong in a form, at its top, each with a link to its field. It takes focus when it appears, so that nobody misses it.
import { useEffect, useRef } from "react";
import { fieldId } from "./field.tsx";

export type FieldProblem = { readonly name: string; readonly message: string };

export function focusWhen(element: Pick<HTMLElement, "focus"> | null, isWanted: boolean): void {
  if (isWanted) element?.focus();
}

export function ErrorSummary({ title, problems }: { title: string; problems: readonly FieldProblem[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => focusWhen(box.current, problems.length > 0), [problems]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="rounded-md border-2 border-danger px-5 py-4">
      <h2 className="font-medium">{title}</h2>
      <ul className="mt-2 grid gap-1 text-sm">
        {problems.map(({ name, message }) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`} className="text-danger underline underline-offset-4">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
