internal import Foundation

/// Numbers of bytes as people write them.
public enum ByteCount {
  /// "64 GB"
  public static func text(_ bytes: Int) -> String {
    for (name, size) in units where bytes >= size {
      let number = Double(bytes) / Double(size)
      return number == number.rounded() ? "\(Int(number)) \(name)" : String(format: "%.1f \(name)", number)
    }
    return "\(bytes) bytes"
  }

  /// Reads `64GB`, `500 MB` or a number of bytes; units are of 1024.
  public static func reading(_ text: String) -> Int? {
    let folded = text.uppercased().filter { $0 != " " && $0 != "_" && $0 != "," }
    let digits = folded.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let unit = folded.dropFirst(digits.count)
    guard
      let size = unit.isEmpty || unit == "B"
        ? 1 : units.first(where: { $0.name == unit || $0.name.first == unit.first && unit.count == 1 })?.size
    else { return nil }
    let bytes = number * Double(size)
    return bytes < 9e18 ? Int(bytes) : nil
  }

  private static let units: [(name: String, size: Int)] = [
    ("TB", 1 << 40), ("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10),
  ]
}
