/** One quiet silhouette for each type, in a 400 × 400 square; `F` is the body, `L` the light side, `D` the dark one. */
const shapes: Record<string, string> = {
  Mug: `<path fill="F" d="M120 130h130v130q0 40-40 40h-50q-40 0-40-40z"/><path fill="none" stroke="F" stroke-width="20" d="M250 160h22q32 0 32 38t-32 38h-22"/><ellipse fill="D" cx="185" cy="130" rx="65" ry="14"/>`,
  Bowl: `<path fill="F" d="M80 180h240q0 110-85 125h-70Q80 290 80 180z"/><ellipse fill="D" cx="200" cy="180" rx="120" ry="24"/>`,
  Plate: `<circle fill="F" cx="200" cy="200" r="125"/><circle fill="L" cx="200" cy="200" r="86"/>`,
  Vase: `<path fill="F" d="M175 80h50v60q55 40 55 100 0 75-55 80h-50q-55-5-55-80 0-60 55-100z"/><ellipse fill="D" cx="200" cy="80" rx="25" ry="8"/>`,
  Pot: `<path fill="F" d="M105 160h190l-18 130q-4 20-24 20H147q-20 0-24-20z"/><rect fill="D" x="95" y="140" width="210" height="26" rx="8"/>`,
  Lamp: `<path fill="L" d="M150 90h100l40 110H110z"/><rect fill="F" x="194" y="200" width="12" height="100"/><ellipse fill="F" cx="200" cy="306" rx="62" ry="12"/>`,
  Blanket: `<rect fill="F" x="95" y="110" width="210" height="180" rx="10"/><path stroke="L" stroke-width="10" d="M95 150h210M95 190h210M95 230h210"/><path stroke="D" stroke-width="5" d="M110 290v22m25-22v22m25-22v22m25-22v22m25-22v22m25-22v22m25-22v22"/>`,
  Cushion: `<path fill="F" d="M100 110q100 22 200 0-22 90 0 180-100-22-200 0 22-90 0-180z"/><circle fill="D" cx="200" cy="200" r="7"/>`,
  Bag: `<path fill="none" stroke="D" stroke-width="14" d="M155 150q0-55 45-55t45 55"/><path fill="F" d="M110 150h180l14 140q2 20-18 20H114q-20 0-18-20z"/><rect fill="L" x="160" y="215" width="80" height="55" rx="6"/>`,
  Jacket: `<path fill="F" d="M160 95h80l60 40 15 120-45 8-8-70v117H138V193l-8 70-45-8 15-120z"/><path stroke="D" stroke-width="4" d="M200 100v210"/><path fill="D" d="M160 95q40 44 80 0z"/>`,
  Boots: `<path fill="F" d="M150 90h80v120q60 20 72 44 10 20 4 40H150z"/><path fill="D" d="M142 290h168v20H142z"/>`,
  Candle: `<rect fill="F" x="150" y="170" width="100" height="140" rx="10"/><rect fill="L" x="150" y="215" width="100" height="45"/><path stroke="D" stroke-width="4" d="M200 170v-20"/><path fill="#e9a13b" d="M200 95q24 32 0 55-24-23 0-55z"/>`,
};

const escapeXml = (text: string): string => text.replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A still life in two tones, the same for the same handle. */
export function drawPicture(handle: string, type: string, title: string): string {
  let hash = 0;
  for (const char of handle) hash = (hash * 31 + char.charCodeAt(0)) % 3600;
  const hue = hash % 360;
  const colours: Record<string, string> = {
    F: `hsl(${hue} 24% 52%)`,
    L: `hsl(${hue} 28% 72%)`,
    D: `hsl(${hue} 28% 34%)`,
  };
  const shape = (shapes[type] ?? shapes.Vase!).replace(/"([FLD])"/g, (_, tone: string) => `"${colours[tone]}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>${escapeXml(title)}</title><rect width="400" height="400" fill="hsl(${(hue + 30) % 360} 22% 93%)"/><rect y="300" width="400" height="100" fill="hsl(${(hue + 30) % 360} 18% 87%)"/><ellipse cx="205" cy="314" rx="125" ry="12" fill="hsl(${hue} 20% 30% / .16)"/>${shape}</svg>`;
}
