/** The part of fontkit (which ships no types) that the width table is made and tested with. */
declare module "fontkit" {
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
    layout(text: string): {
      readonly advanceWidth: number;
      readonly bbox: { readonly minX: number; readonly maxX: number };
    };
  }
  export function openSync(path: string): Font;
}
