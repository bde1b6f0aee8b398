import CTerminal
import CellGrid
import Testing

struct WidthAgreementTests {
  @Test func everythingThatIsShownIsMeasuredByLibcAsByTheTable() {
    #expect(cterminal_use_utf8_locale())
    var shown = 0
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value), DisplayWidth.isShowable(scalar) else { continue }
      shown += 1
      let measured = Int(cterminal_scalar_width(value))
      if measured != DisplayWidth.of(scalar) {
        Issue.record("U+\(String(value, radix: 16)): libc \(measured), table \(DisplayWidth.of(scalar))")
      }
    }
    #expect(shown > 130_000)
  }
}
