/// What all plots share: the frame with its name for those who cannot see it, lengths of text, axes.
enum PlotFrame {
  static let width = 680.0

  /// - Parameters:
  ///   - title: The name of the plot, read out by screen readers.
  ///   - summary: What it shows, in a sentence.
  static func svg(height: Double, title: String, summary: String, _ body: Markup) -> Markup {
    """
    <svg class="plot" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title)">\
    <title>\(title)</title><desc>\(summary)</desc>\(body)</svg>
    """
  }

  /// A text that takes no more than `columns`; wide characters count twice.
  static func shortened(_ text: String, columns: Int) -> String {
    var used = 0
    var result = ""
    for character in text {
      let size = character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
      if used + size > columns { return result + "…" }
      used += size
      result.append(character)
    }
    return result
  }
}

/// A straight axis: values on one side, coordinates on the other.
struct PlotAxis: Sendable {
  var values: ClosedRange<Double>
  var places: ClosedRange<Double>

  func place(_ value: Double) -> Double {
    let size = values.upperBound - values.lowerBound
    guard size > 0, value.isFinite else { return places.lowerBound }
    let share = (value - values.lowerBound) / size
    return places.lowerBound + min(max(share, 0), 1) * (places.upperBound - places.lowerBound)
  }

  /// Round values inside, about `count` of them, zero among them where it is inside.
  func ticks(_ count: Int = 6) -> [Double] {
    let size = values.upperBound - values.lowerBound
    guard size > 0, size.isFinite else { return [values.lowerBound] }
    let raw = size / Double(max(count, 1))
    var power = 1.0
    while power * 10 <= raw { power *= 10 }
    while power > raw { power /= 10 }
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? power * 10
    var ticks: [Double] = []
    var number = (values.lowerBound / step - 1e-9).rounded(.up)
    while number * step <= values.upperBound + step * 1e-9, ticks.count < 40 {
      ticks.append(number * step)
      number += 1
    }
    return ticks
  }

  /// An axis over all that is to be shown, a little wider on both sides.
  static func covering(_ values: [Double], including more: Double = 0, places: ClosedRange<Double>) -> PlotAxis {
    let finite = values.filter(\.isFinite) + [more]
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let margin = max((high - low) * 0.06, 1e-6)
    return PlotAxis(values: (low == more ? low - margin / 2 : low - margin)...(high + margin), places: places)
  }
}
