import java.nio.file.Files;
import java.nio.file.Path;
import org.roda_project.commons_ip2.validator.EARKSIPValidator;
import org.roda_project.commons_ip2.validator.reporter.ValidationReportOutputJson;

/**
 * Judges many packages in one JVM (commons-ip's own command line stops after the first).
 * Arguments: the folder for the reports 0.json, 1.json, …, then the packages.
 */
public class CommonsIp {
  private static final String SPECIFICATION = "2.2.0";

  public static void main(String[] args) throws Exception {
    for (int i = 1; i < args.length; i++) {
      try (var out = Files.newOutputStream(Path.of(args[0], (i - 1) + ".json"))) {
        var report = new ValidationReportOutputJson(Path.of(args[i]), out);
        new EARKSIPValidator(report, SPECIFICATION).validate(SPECIFICATION);
      } catch (Throwable broken) {
        System.err.println(args[i] + ": " + broken);
      }
    }
  }
}
