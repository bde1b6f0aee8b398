/// Which characters plots are drawn with.
public enum Glyphs: Sendable, Hashable {
  /// Block elements, box drawing and braille.
  case unicode
  /// ASCII alone, for fonts and terminals without them.
  case ascii
}
