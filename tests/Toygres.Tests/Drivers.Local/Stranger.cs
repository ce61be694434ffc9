using System.Net;
using System.Net.Sockets;

namespace Toygres.Tests.Drivers.Local;

/// <summary>A program that listens at a port and has nothing to do with us.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly TcpListener listener;

    public Stranger(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    public void Dispose() => listener.Dispose();
}
