// What search made of the text, where that is not just what was typed: mended spelling, a better word, only some of the words.
import type { SearchedText as SearchedTextFacts } from "@souk/contracts";
import { Link } from "@souk/ui";
import { useCatalogueMessages } from "../../messages/use-catalogue-messages.ts";

const searchFor = (text: string): string => `/products/search?q=${encodeURIComponent(text)}`;

export function SearchedText({ typed, correctedTo, didYouMean, leftOut }: SearchedTextFacts) {
  const { search } = useCatalogueMessages();
  if (correctedTo === null && didYouMean === null && leftOut.length === 0) return null;
  return (
    <div className="mt-5 grid gap-1">
      {correctedTo === null ? null : (
        <p>
          <strong className="font-medium">{search.corrected(correctedTo)}.</strong>{" "}
          <span className="text-ink-soft">{search.correctedFrom(typed)}</span>
        </p>
      )}
      {didYouMean === null ? null : (
        <p>
          {search.didYouMean} <Link href={searchFor(didYouMean)}>{didYouMean}</Link>?
        </p>
      )}
      {leftOut.length > 0 ? <p className="text-ink-soft">{search.leftOut(leftOut)}</p> : null}
    </div>
  );
}
