// The passwords that everybody tries first, in small letters. Short on purpose: it keeps out what the limits on attempts cannot hold
// (domain/attempt-limits.ts); what leaked elsewhere is not in it. Shorter ones than the contract allows stand for themselves with a number behind.

const list = `
password password1 passw0rd p@ssword p@ssw0rd pa55word passwort motdepasse contrasena senha wachtwoord parola sifre123
12345678 123456789 1234567890 12345678910 0123456789 87654321 987654321 123123123 11223344 1122334455 12341234 147258369 123654789
123456 1234567 qwerty qwertz azerty
qwertyui qwertyuiop qwerty123 qwerty1234 qwerty12345 qwertz123 qwertzuiop azertyuiop 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsxedc zaq12wsx zxcvbnm zxcvbnm1
asdfghjk asdfghjkl asdfasdf asdf1234 qwer1234 abcd1234 abc12345 abcdefgh abcdefghi a1b2c3d4 aa123456 a1234567 123456ab 123qweasd
iloveyou iloveyou1 ilovegod loveyou1 sweetheart sunshine sunshine1 princess princess1 princesa football football1 baseball baseball1 basketball softball
superman superman1 batman123 spiderman ironman1 pokemon1 starwars starwars1 minecraft fortnite dragon12 dragon123 monkey123 shadow123 tigger12
michael1 jennifer jessica1 charlie1 danielle michelle liverpool liverpool1 chelsea1 arsenal1 barcelona realmadrid juventus galatasaray fenerbahce besiktas
welcome welcome1 welcome123 letmein1 letmein123 trustno1 whatever whatever1 changeme changeme1 changeit default1 secret123 test1234 testtest testing1
admin123 administrator adminadmin root1234 rootroot toor1234 master123 computer computer1 internet internet1 samsung1 google123 facebook1 linkedin
hello123 helloworld goodluck1 blink182 mustang1 corvette jordan23 maverick nicholas alexander victoria elizabeth cocacola chocolate butterfly
summer123 winter123 spring123 autumn123 january1 december1 monday123 freedom1 access14 killer123 hunter12 thomas123 password123 passwordpassword
shopping shopping1 customer customer1 marketplace soukshop
`;

export const commonPasswords: ReadonlySet<string> = new Set(list.trim().split(/\s+/));
