/// The text that people see of a piece of HTML: paragraphs and breaks are line feeds, entities their characters, and
/// scripts and styles are nothing.
struct HTMLText {
  private var text = ""
  /// Whether a blank stands between what came and what comes.
  private var isBlankDue = false

  /// `html` as a text; one that holds no tag and no entity stays as it is.
  static func text(of html: String) -> String {
    guard html.contains("<") || html.contains("&") else { return html }
    var reader = HTMLText()
    reader.read(Array(html.unicodeScalars))
    return reader.text.trimmed
  }

  private mutating func read(_ html: [Unicode.Scalar]) {
    var place = 0
    var depthOfVerbatim = 0
    var isWithoutEnd = false
    while place < html.count {
      let scalar = html[place]
      if scalar == "<", let tag = HTMLTag(html, at: place, &isWithoutEnd) {
        place = tag.end
        if HTMLText.silent.contains(tag.name), !tag.isClosing {
          place = HTMLText.end(of: tag.name, in: html, from: place)
        } else if tag.name == "br" {
          text += "\n"
          isBlankDue = false
        } else if HTMLText.blocks.contains(tag.name) {
          breakLine()
          if tag.name == "pre" { depthOfVerbatim = max(0, depthOfVerbatim + (tag.isClosing ? -1 : 1)) }
        } else if tag.name == "td" || tag.name == "th" {
          isBlankDue = true
        }
      } else if scalar == "&", let (character, end) = HTMLEntity.read(html, at: place) {
        add(character)
        place = end
      } else if depthOfVerbatim == 0, [" ", "\n", "\r", "\t"].contains(scalar) {
        isBlankDue = true
        place += 1
      } else {
        add(String(Character(scalar)))
        place += 1
      }
    }
  }

  private mutating func add(_ piece: String) {
    if isBlankDue, !text.isEmpty, text.last != "\n" { text += " " }
    isBlankDue = false
    text += piece
  }

  private mutating func breakLine() {
    isBlankDue = false
    if !text.isEmpty, text.last != "\n" { text += "\n" }
  }

  private static let silent: Set<String> = ["script", "style", "head", "title", "template"]
  private static let blocks: Set<String> = [
    "p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "section", "article", "header", "footer", "dl", "dt", "dd", "figure",
  ]

  /// Behind the closing tag of `name`; the end where there is none.
  private static func end(of name: String, in html: [Unicode.Scalar], from start: Int) -> Int {
    var place = start
    var isWithoutEnd = false
    while place < html.count {
      if html[place] == "<", let tag = HTMLTag(html, at: place, &isWithoutEnd), tag.isClosing, tag.name == name {
        return tag.end
      }
      place += 1
    }
    return place
  }
}

/// A tag, a comment or a declaration.
private struct HTMLTag {
  var name = ""
  var isClosing = false
  /// Behind its `>`.
  var end: Int

  /// `nil` where `<` is only a sign.
  ///
  /// - Parameter isWithoutEnd: Whether a tag was found that never ends: what follows is not looked through again.
  init?(_ html: [Unicode.Scalar], at start: Int, _ isWithoutEnd: inout Bool) {
    if isWithoutEnd { return nil }
    var place = start + 1
    guard place < html.count else { return nil }
    if html[place] == "!" || html[place] == "?" {
      let isComment = html[place...].starts(with: "!--".unicodeScalars)
      let close = Array((isComment ? "-->" : ">").unicodeScalars)
      while place < html.count, !html[place...].starts(with: close) { place += 1 }
      end = min(html.count, place + close.count)
      return
    }
    if html[place] == "/" {
      isClosing = true
      place += 1
    }
    guard place < html.count, html[place].properties.isAlphabetic, html[place].isASCII else { return nil }
    while place < html.count, html[place].isASCII,
      html[place].properties.isAlphabetic || ("0"..."9").contains(html[place])
    {
      name.unicodeScalars.append(html[place])
      place += 1
    }
    name = name.lowercased()
    var quote: Unicode.Scalar?
    while place < html.count {
      let scalar = html[place]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == ">" {
        end = place + 1
        return
      } else if scalar == "<" {
        return nil
      }
      place += 1
    }
    // A sign "less than" in front of a word.
    isWithoutEnd = true
    return nil
  }
}

/// `&amp;`, `&#39;`, `&#x1F600;`
private enum HTMLEntity {
  static func read(_ html: [Unicode.Scalar], at start: Int) -> (String, Int)? {
    let limit = min(html.count, start + 12)
    guard let close = html[start..<limit].firstIndex(of: ";"), close > start + 1 else { return nil }
    let name = String(String.UnicodeScalarView(html[(start + 1)..<close]))
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let value, value > 0, let scalar = Unicode.Scalar(value) else { return nil }
      return (String(Character(scalar)), close + 1)
    }
    return named[name].map { ($0, close + 1) }
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
    "trade": "™", "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
    "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "euro": "€", "pound": "£",
    "yen": "¥", "cent": "¢", "sect": "§", "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½",
    "frac14": "¼", "frac34": "¾", "iexcl": "¡", "iquest": "¿", "agrave": "à", "aacute": "á", "acirc": "â",
    "atilde": "ã", "auml": "ä", "aring": "å", "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê",
    "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "ograve": "ò", "oacute": "ó",
    "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "ugrave": "ù", "uacute": "ú", "ucirc": "û", "uuml": "ü",
    "szlig": "ß", "Agrave": "À", "Aacute": "Á", "Auml": "Ä", "Aring": "Å", "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È",
    "Eacute": "É", "Ntilde": "Ñ", "Ouml": "Ö", "Oslash": "Ø", "Uuml": "Ü", "zwj": "\u{200D}", "zwnj": "\u{200C}",
    "shy": "\u{AD}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "larr": "←", "rarr": "→",
  ]
}
