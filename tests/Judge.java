import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Holds files against standards. Each argument is `standard=file`; each line of the output is a
 * tab-parted `standard`, `file`, and a broken rule, or the word `sound` with the number of checks.
 */
final class Judge {
  public static void main(String[] tasks) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    var foundry = Foundries.defaultInstance();
    for (String task : tasks) {
      String standard = task.substring(0, task.indexOf('='));
      String file = task.substring(task.indexOf('=') + 1);
      var flavour = PDFAFlavour.byFlavourId(standard);
      try (InputStream bytes = Files.newInputStream(Path.of(file));
          var parser = foundry.createParser(bytes, flavour);
          var validator = foundry.createValidator(flavour, false)) {
        var result = validator.validate(parser);
        if (result.isCompliant()) {
          tell(standard, file, "sound " + result.getTotalAssertions());
        }
        for (TestAssertion assertion : result.getTestAssertions()) {
          if (assertion.getStatus() == TestAssertion.Status.FAILED) {
            var rule = assertion.getRuleId();
            String number = rule.getClause() + "-" + rule.getTestNumber();
            tell(standard, file, number + " " + assertion.getMessage());
          }
        }
      }
    }
  }

  private static void tell(String... words) {
    System.out.println(String.join("\t", words).replace('\n', ' '));
  }
}
