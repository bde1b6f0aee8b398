public import ArgumentParser
public import Cases
public import Desk
public import Text

// What can be typed for an option is what there is: the raw values of the type itself.

extension ExportFormat: ExpressibleByArgument {}
extension CSVForm.Guard: ExpressibleByArgument {}
extension PlanRequest.Panel: ExpressibleByArgument {}
