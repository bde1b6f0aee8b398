import Cases
import FuzzDriver

/// Any bytes as a filter: parsed and printed to the same filter, or refused with a place inside the text.
private func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  do throws(FilterError) {
    let filter = try Filter(parsing: text)
    guard let again = try? Filter(parsing: filter.description) else { fatalError("printed: \(filter.description)") }
    precondition(again == filter, "printed: \(filter.description)")
  } catch {
    _ = error.rendering
    precondition(error.range.upperBound <= text.count)
  }
  return 0
}

@main
struct FuzzFilter {
  static func main() { runFuzzer(fuzz) }
}
