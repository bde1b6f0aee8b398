/// What a cluster of scalars became.
struct Cluster {
  enum Kind {
    case character, tab, lineBreak
  }

  /// A tab and a line break hold a blank.
  var cell: Cell
  var kind: Kind
  /// The bytes of UTF-8 that it stood for.
  var length: Int
  /// The bytes of invisible scalars before it, which belong to no cell.
  var skipped = 0
}

/// Reads strangers' text and yields cells that are safe to show; the only way from text to a cell.
///
/// Controls become their pictures, bidi overrides and whatever is not measured alike everywhere U+FFFD. Marks join the
/// character before them, or a dotted circle where there is none. Joiners and variation selectors are left out, emoji
/// sequences are reduced to their first emoji, flags to their letters, Hangul letters are put together.
struct ClusterReader {
  private var scalars: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?
  private let style: Style

  init(_ text: String, style: Style = .text) {
    scalars = text.unicodeScalars.makeIterator()
    ahead = scalars.next()
    self.style = style
  }

  mutating func next() -> Cluster? {
    var skipped = 0
    while let scalar = ahead {
      ahead = scalars.next()
      let value = scalar.value
      if value >= 0x20, value < 0x7F {
        var cluster = character(value, width: 1, length: 1)
        if let ahead, ahead.value >= 0x80 { extend(&cluster) }
        cluster.skipped = skipped
        return cluster
      }
      if var cluster = unusual(value) {
        cluster.skipped = skipped
        return cluster
      }
      skipped += utf8Length(value)
    }
    return nil
  }

  private func character(_ value: UInt32, width: Int, length: Int) -> Cluster {
    Cluster(cell: Cell(scalar: value, width: width, style: style), kind: .character, length: length)
  }

  private mutating func unusual(_ value: UInt32) -> Cluster? {
    let length = utf8Length(value)
    switch value {
    case 0x09:
      return Cluster(cell: .blank(style), kind: .tab, length: length)
    case 0x0A, 0x2028, 0x2029:
      return Cluster(cell: .blank(style), kind: .lineBreak, length: length)
    case 0x0D where ahead?.value == 0x0A:
      ahead = scalars.next()
      return Cluster(cell: .blank(style), kind: .lineBreak, length: 2)
    case 0..<0x20:
      return character(0x2400 + value, width: 1, length: length)
    case 0x7F:
      return character(0x2421, width: 1, length: length)
    case 0x1F1E6...0x1F1FF:
      var letter = character(0x41 + value - 0x1F1E6, width: 1, length: length)
      extend(&letter)
      return letter
    default:
      return measured(value, length: length)
    }
  }

  private mutating func measured(_ value: UInt32, length: Int) -> Cluster? {
    var cluster: Cluster
    switch DisplayWidth.kind(of: value) {
    case .narrow: cluster = character(value, width: 1, length: length)
    case .wide: cluster = character(value, width: 2, length: length)
    case .replaced: cluster = character(0xFFFD, width: 1, length: length)
    case .invisible: return nil
    case .mark:
      cluster = character(0x25CC, width: 1, length: length)
      cluster.cell.append(mark: value)
    }
    extend(&cluster)
    return cluster
  }

  /// Takes into `cluster` what follows and does not stand on its own.
  private mutating func extend(_ cluster: inout Cluster) {
    var joined = false
    while let scalar = ahead {
      let value = scalar.value
      guard value >= 0x80 else { return }
      let base = cluster.cell.scalarValue
      switch DisplayWidth.kind(of: value) {
      case .mark:
        cluster.cell.append(mark: value)
      case .invisible:
        joined = value == 0x200D
      case .wide, .narrow:
        guard isPictograph(base), joined && isPictograph(value) || isSkinTone(value) else { return }
        joined = false
      case .replaced:
        if let syllable = hangulSyllable(base, followedBy: value), !cluster.cell.hasMarks {
          cluster.cell.replace(scalar: syllable, width: 2)
        } else if !(base == 0x1F3F4 && (0xE0020...0xE007F).contains(value)) {
          return
        }
      }
      cluster.length += utf8Length(value)
      ahead = scalars.next()
    }
  }
}

private func utf8Length(_ value: UInt32) -> Int {
  value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x1_0000 ? 3 : 4
}

private func isSkinTone(_ value: UInt32) -> Bool {
  (0x1F3FB...0x1F3FF).contains(value)
}

private func isPictograph(_ value: UInt32) -> Bool {
  switch value {
  case 0x1F000...0x1FAFF, 0x2190...0x23FF, 0x25A0...0x27BF, 0x2900...0x2BFF, 0xA9, 0xAE: true
  default: false
  }
}

/// The syllable that a leading consonant and a vowel, or an open syllable and a trailing consonant, make together;
/// the arithmetic of The Unicode Standard, section 3.12.
private func hangulSyllable(_ base: UInt32, followedBy value: UInt32) -> UInt32? {
  if (0x1100...0x1112).contains(base), (0x1161...0x1175).contains(value) {
    return 0xAC00 + ((base - 0x1100) * 21 + (value - 0x1161)) * 28
  }
  if (0xAC00...0xD7A3).contains(base), (base - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(value) {
    return base + (value - 0x11A7)
  }
  return nil
}
