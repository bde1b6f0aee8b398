import CellGrid
import Figures

extension StageMark {
  /// Its place on the diverging scale; dim where nothing was labelled.
  var role: StyleRole { step.map(StyleRole.scale) ?? .dim }
  var style: Style { Style(role, .bold) }
}
