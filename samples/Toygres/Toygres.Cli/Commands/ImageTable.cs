namespace Toygres.Cli;

/// <summary>Prints images.</summary>
internal static class ImageTable
{
    public static void Print(Session session, IEnumerable<ImageView> images) =>
        session.Printer.Rows(
            images,
            ("Name", image => image.Name),
            ("Of", image => image.Source),
            ("State", image => image.State),
            ("Size", image => Shown.Bytes(image.Bytes)),
            ("Created", image => Shown.Time(image.Created)),
            ("Verified", image => Shown.Time(image.Verified)),
            ("Failure", image => image.Failure)
        );
}
