internal import Text

/// Rows of a file by what their bytes say of its encoding.
struct EncodingCount {
  private var broken = 0
  private var firstBroken = 0
  private var hasForeignText = false

  /// Counts a row in UTF-8.
  mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hasForeignText { return }
    var found: UInt8 = 0
    for byte in bytes { found |= byte }
    hasForeignText = found >= 0x80
  }

  mutating func countBroken(_ line: Int) {
    broken += 1
    if firstBroken == 0 { firstBroken = line }
  }

  /// Whether the file is in another encoding: whatever is not ASCII in it is no UTF-8 either. One damaged row of many
  /// does not make it so.
  func isAnother(rows: Int) -> Bool { broken > 0 && !hasForeignText && broken * 100 >= rows }

  func words(rows: Int) -> String {
    "is no UTF-8 but another encoding, such as Latin-1, Windows-1252 or GBK (\(broken) of \(NumberText.counted(rows, "row")), the first in "
      + "line \(firstBroken)); save it as UTF-8, for instance with iconv -f WINDOWS-1252 -t UTF-8"
  }
}
