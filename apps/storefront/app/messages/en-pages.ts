// The long pages in English: who we are, how we send and take back, what we do with data, the terms. Loaded only where they are shown.

export type PageText = {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
};

export const pageTexts: Readonly<Record<string, PageText>> = {
  about: {
    title: "About us",
    intro:
      "Souk is a market hall with one till. We buy from workshops, families and small yards, and we know who made what.",
    sections: [
      {
        heading: "How we choose",
        paragraphs: [
          "We start with things we use ourselves. If a bowl chips in the first month or a rug sheds into the tea, it does not come in, however lovely the story.",
          "Then we ask who made it, what it is made of and what they were paid. If nobody can say, we leave it where it is.",
        ],
      },
      {
        heading: "How we describe",
        paragraphs: [
          "What you read on a product page is what you will unpack: the material by its name, the size as measured, the small marks that handwork leaves. Where a colour differs between pieces, we say so.",
        ],
      },
      {
        heading: "How we pay",
        paragraphs: [
          "When a piece is finished, not when it is sold. For larger orders half in advance, so that wool and clay are not bought on credit.",
        ],
      },
    ],
  },
  shipping: {
    title: "Delivery",
    intro:
      "Packed by hand, usually within two working days. You see what delivery costs before you pay, never after.",
    sections: [
      {
        heading: "What it costs",
        paragraphs: [
          "It depends on where it goes and how heavy it is. Put things into the bag and enter an address: the checkout shows every way of delivery with its price.",
        ],
      },
      {
        heading: "How long it takes",
        paragraphs: [
          "Each way of delivery says how many working days it needs. As soon as your parcel leaves us you get a mail with a tracking number.",
        ],
      },
      {
        heading: "When something arrives broken",
        paragraphs: [
          "It happens, though rarely. Write to us with a photograph within two weeks, and we send another one or your money back, whichever you prefer.",
        ],
      },
    ],
  },
  returns: {
    title: "Returns",
    intro: "Live with it for thirty days. If it does not settle in, send it back.",
    sections: [
      {
        heading: "How it works",
        paragraphs: [
          "Reply to the mail that confirmed your order and say what you want to return. You need not say why, though we are glad to know.",
          "Pack it as it came, if you can. Once it is with us, your money is on its way within five working days, to where it came from.",
        ],
      },
      {
        heading: "What it costs",
        paragraphs: ["Nothing within the European Union. From elsewhere you pay the postage back."],
      },
      {
        heading: "What cannot come back",
        paragraphs: [
          "Opened spices, teas, soaps and oils, and pieces made to your measure. If any of these has a fault, that is another matter: write to us.",
        ],
      },
    ],
  },
  privacy: {
    title: "Privacy",
    intro:
      "We keep what we need to send you what you ordered, for as long as the law asks, and nothing to follow you around.",
    sections: [
      {
        heading: "What we keep",
        paragraphs: [
          "For an order: your name, address, e-mail and what you bought. The law wants invoices kept for years; after that they are deleted or made anonymous.",
          "Card details never reach us. You enter them on the payment provider’s own page.",
        ],
      },
      {
        heading: "Cookies",
        paragraphs: [
          "Only those without which the shop would not work: one for your bag, one when you sign in, one for the currency you chose and one for each order so that you can look at it again. None belongs to anybody else, and no script can read them.",
        ],
      },
      {
        heading: "What you can ask for",
        paragraphs: [
          "A copy of everything we hold about you, a correction, or its deletion. A mail from your own address is enough.",
        ],
      },
    ],
  },
  terms: {
    title: "Terms of sale",
    intro: "The rules between you and us, as short as they can be.",
    sections: [
      {
        heading: "The contract",
        paragraphs: [
          "You order by pressing the button with the amount on it. The contract is made when we confirm the order by e-mail. If we cannot deliver, you owe nothing and get back what you paid.",
        ],
      },
      {
        heading: "Prices",
        paragraphs: [
          "The price you see before you pay is the price you pay, with delivery and taxes. If it changes while you are in the checkout, we show you both and ask again.",
        ],
      },
      {
        heading: "Withdrawal",
        paragraphs: [
          "Consumers in the European Union may withdraw within fourteen days without giving a reason. We give everybody thirty.",
        ],
      },
      {
        heading: "Faults",
        paragraphs: [
          "The law gives you two years. Marks of handwork that the description names are not faults; everything else we repair, replace or take back.",
        ],
      },
    ],
  },
};
