// What people might search for in the demo shop, and what should come first: any of the named products counts, the higher the better.
import type { SearchLanguage } from "@souk/contracts";

export type RelevanceQuery = {
  readonly q: string;
  readonly expected: readonly string[];
  readonly language?: SearchLanguage;
};

export const relevanceQueries: readonly RelevanceQuery[] = [
  // Names, whole and in part.
  { q: "Kashan Court Rug", expected: ["Kashan Court Rug"] },
  { q: "marrakech pouf", expected: ["Marrakech Pouf"] },
  { q: "ras el hanout", expected: ["Fes Ras el Hanout"] },
  { q: "za'atar", expected: ["Jerusalem Za'atar"] },
  { q: "mosaic lamp", expected: ["Grand Bazaar Mosaic Lamp"] },
  { q: "reading stand", expected: ["Cedar Reading Stand"] },
  { q: "perfume bottle", expected: ["Attar Perfume Bottle"] },
  { q: "rose water", expected: ["Isparta Rose Water"] },
  { q: "laurel soap", expected: ["Aleppo Laurel Soap"] },
  { q: "coffee pot", expected: ["Nizwa Coffee Pot"] },
  { q: "mint tea", expected: ["Marrakech Mint Tea"] },
  { q: "hexagon tile", expected: ["Cairo Hexagon Cement Tile"] },
  { q: "picnic basket", expected: ["Assam Cane Picnic Basket"] },
  { q: "frankincense", expected: ["Dhofar Frankincense", "Frankincense Balm"] },
  { q: "belt", expected: ["Saddler's Belt"] },
  { q: "calendar", expected: ["Date Palm Calendar"] },
  { q: "mirror", expected: ["Keyhole Arch Mirror"] },
  { q: "saffron", expected: ["Taliouine Saffron"] },
  { q: "turmeric", expected: ["Erode Turmeric"] },
  { q: "cumin", expected: ["Kerman Cumin"] },
  // Other forms of words, other spellings of letters.
  { q: "kilims", expected: ["Konya Hearth Kilim", "Hotamış Striped Kilim", "Taznakht Madder Kilim"] },
  { q: "lanterns", expected: ["Khan el-Khalili Dome Lantern", "Fanous Ramadan Lantern", "Sefrou Patio Lantern", "Muttrah Harbour Lantern", "Tiznit Onion Lantern", "Safran Paper Lantern"] },
  { q: "cardamoms", expected: ["Malabar Green Cardamom"] },
  { q: "kutahya plates", expected: ["Kütahya Tulip Plate"] },
  { q: "HOTAMIS", expected: ["Hotamış Striped Kilim"] },
  { q: "nigde rug", expected: ["Niğde Niche Rug"] },
  { q: "engraved trays", expected: ["Place Seffarine Tray", "Scalloped Tea Tray"] },
  { q: "embroidered cushion", expected: ["Kutch Mirror Cushion", "Margilan Ikat Cushion", "Bagru Block Print Cushion"] },
  // What it is made of, where it comes from, what colour it has.
  { q: "turquoise ring", expected: ["Nishapur Turquoise Ring"] },
  { q: "silver bracelet", expected: ["Trabzon Woven Bracelet", "Pearl Diver Bracelet", "Damascus Inlay Bangle"] },
  { q: "goat hair mat", expected: ["Nizwa Goat-Hair Mat"] },
  { q: "organic cotton towel", expected: ["Denizli Waffle Bath Towel"] },
  { q: "leather slippers", expected: ["Fes Babouches", "Jodhpur Mojari"] },
  { q: "alabaster", expected: ["Luxor Alabaster Lamp"] },
  { q: "copper lantern", expected: ["Muttrah Harbour Lantern"] },
  { q: "tunisia basket", expected: ["Medenine Grain Basket", "Nefta Laundry Hamper"] },
  { q: "walnut table", expected: ["Khatam Octagon Table"] },
  { q: "linen tablecloth", expected: ["Palmyra Linen Tablecloth"] },
  { q: "recycled cotton rug", expected: ["Boujad Rag Rug"] },
  { q: "silk cushion", expected: ["Margilan Ikat Cushion", "Sabra Stripe Cushion"] },
  { q: "wedding blanket", expected: ["Handira Wedding Blanket"] },
  { q: "green bowl", expected: ["Tamegroute Green Bowl"] },
  // The beginning of a word.
  { q: "babou", expected: ["Fes Babouches"] },
  { q: "couscous b", expected: ["Safi Couscous Bowl"] },
  { q: "darb", expected: ["Safi Clay Darbuka", "Inlaid Darbuka"] },
  { q: "marbled no", expected: ["Ebru Notebook", "Gel-Git Marbled Journal"] },
  { q: "sandalw", expected: ["Mysore Sandalwood Soap"] },
  // Slips of the finger.
  { q: "lanturn", expected: ["Khan el-Khalili Dome Lantern", "Fanous Ramadan Lantern", "Sefrou Patio Lantern", "Muttrah Harbour Lantern", "Tiznit Onion Lantern", "Safran Paper Lantern"] },
  { q: "safron", expected: ["Taliouine Saffron"] },
  { q: "tagin", expected: ["Ounagha Tagine"] },
  { q: "cusion ikat", expected: ["Margilan Ikat Cushion"] },
  { q: "mosiac lamp", expected: ["Grand Bazaar Mosaic Lamp"] },
  { q: "filigre earings", expected: ["Mutrah Filigree Earrings"] },
  { q: "cinamon", expected: ["Ceylon-Style Cinnamon Quills"] },
  { q: "sandlewood soap", expected: ["Mysore Sandalwood Soap"] },
  { q: "marrakesh pouf", expected: ["Marrakech Pouf"] },
  { q: "notbook ebru", expected: ["Ebru Notebook"] },
  { q: "hamam bowl", expected: ["Hammam Bowl"] },
  { q: "wafle towel", expected: ["Denizli Waffle Bath Towel"] },
  // Other words for the same.
  { q: "carpet", expected: ["Tamsaout Beni Rug", "Azilal Letter Rug", "Kashan Court Rug", "Suf Checker Rug", "Ersari Elephant-Foot Rug", "Boujad Rag Rug", "Niğde Niche Rug", "Kairouan Alloucha Rug", "Tulu Sleeping Rug"] },
  { q: "ottoman", expected: ["Marrakech Pouf", "Embossed Floor Cushion"] },
  { q: "lute", expected: ["Beginner's Oud"] },
  { q: "flute", expected: ["Reed Ney in D"] },
  { q: "trunk", expected: ["Painted Dowry Chest"] },
  { q: "room divider", expected: ["Mashrabiya Folding Screen"] },
  { q: "purse", expected: ["Kayseri Card Wallet"] },
  { q: "laundry basket", expected: ["Nefta Laundry Hamper"] },
  { q: "wrapping paper", expected: ["Marbled Wrapping Sheets"] },
  { q: "karkadeh", expected: ["Aswan Hibiscus"] },
  // More words than anything has.
  { q: "bluetooth oud", expected: ["Beginner's Oud"] },
  { q: "cheap mortar for pharmacists", expected: ["Pharmacist's Mortar"] },
  // German and Arabic.
  { q: "Teppich", language: "de", expected: ["Tamsaout Beni Rug", "Azilal Letter Rug", "Kashan Court Rug", "Suf Checker Rug", "Ersari Elephant-Foot Rug", "Boujad Rag Rug", "Niğde Niche Rug", "Kairouan Alloucha Rug", "Tulu Sleeping Rug"] },
  { q: "Körbe", language: "de", expected: ["Souk Day Basket", "Bread Basket from Aswan", "Batinah Lidded Basket", "Zigzag Storage Basket", "Palm Plant Basket", "Medenine Grain Basket", "Assam Cane Picnic Basket"] },
  { q: "Weihrauch", language: "de", expected: ["Dhofar Frankincense", "Frankincense Balm"] },
  { q: "Spiegel", language: "de", expected: ["Keyhole Arch Mirror"] },
  { q: "Rosenwasser", language: "de", expected: ["Isparta Rose Water"] },
  { q: "فانوس", language: "ar", expected: ["Fanous Ramadan Lantern", "Khan el-Khalili Dome Lantern", "Sefrou Patio Lantern", "Muttrah Harbour Lantern", "Tiznit Onion Lantern", "Safran Paper Lantern"] },
  { q: "زعفران", language: "ar", expected: ["Taliouine Saffron"] },
  { q: "عود", language: "ar", expected: ["Beginner's Oud"] },
  { q: "ماء الورد", language: "ar", expected: ["Isparta Rose Water"] },
];
