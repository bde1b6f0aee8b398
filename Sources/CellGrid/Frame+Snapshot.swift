extension Frame {
  /// The text of every row, each as wide as the frame.
  public var textRows: [String] {
    (0..<rows).map { row in
      (0..<columns).reduce(into: "") { $0 += self[row, $1].text }
    }
  }

  /// A letter for every cell: what its role is. `.` is ordinary text, `0` to `8` the diverging scale; an upper-case
  /// letter, or `o` for ordinary text, is bold, underlined or reversed. The right half of a wide character repeats it.
  public var styleRows: [String] {
    (0..<rows).map { row in
      (0..<columns).reduce(into: "") { $0.append(self[row, $1].style.snapshotLetter) }
    }
  }

  /// A letter for every cell: what lies behind it. `.` is the terminal's own background, `0` to `8` the diverging scale,
  /// `a` to `i` a heat map, `S` the selection, `s` that of another pane, `T` the title line, `B` the status line,
  /// `F` a field, `M` a match.
  public var surfaceRows: [String] {
    (0..<rows).map { row in
      (0..<columns).reduce(into: "") { $0.append(self[row, $1].style.surface.snapshotLetter) }
    }
  }
}

extension Style {
  fileprivate var snapshotLetter: Character {
    let letters: [Character] = Array(".dthkewgamsbfriculxn")
    if let step = role.scaleStep { return Character(String(step)) }
    let index = Int(role.rawValue)
    guard index < letters.count else { return "?" }
    let isEmphasised = !attributes.isDisjoint(with: [.bold, .underline, .reverse])
    guard isEmphasised else { return letters[index] }
    return letters[index] == "." ? "o" : Character(letters[index].uppercased())
  }
}

extension Surface {
  fileprivate var snapshotLetter: Character {
    let letters: [Character] = Array(".SsTBFM")
    if let step = scaleStep { return Character(String(step)) }
    if let step = heatStep { return Array("abcdefghi")[step] }
    return Int(rawValue) < letters.count ? letters[Int(rawValue)] : "?"
  }
}
