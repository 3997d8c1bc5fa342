// Words with an order's number in them, which stays on one line.

export function NumberKept({ text, number }: { text: string; number: string }) {
  const [before, ...after] = text.split(number);
  return (
    <>
      {before}
      <span className="whitespace-nowrap">{number}</span>
      {after.join(number)}
    </>
  );
}
